export * from './kinds';
export * from './lists';
export * from './waiting';
