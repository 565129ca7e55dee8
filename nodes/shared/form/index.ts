export * from './kinds';
export * from './lists';
export * from './waiting';
export * from './imports';
