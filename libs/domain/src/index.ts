export * from './errors/domain-error.js';
export * from './snapshot/pbx-snapshot.js';
