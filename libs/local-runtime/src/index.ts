export * from './postgres/start-postgres.js';
