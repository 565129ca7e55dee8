export { gte, int, lte, number } from 'zod/v4-mini';
