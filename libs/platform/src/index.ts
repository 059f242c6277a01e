export * from './certificates/make-certificate.js';
export * from './context/request-context.js';
export * from './env/agent-env.js';
export * from './env/api-env.js';
export { EnvError } from './env/read-env.js';
export * from './env/relay-env.js';
export * from './health/health-server.js';
export * from './logging/create-logger.js';
export * from './logging/nest-logger.js';
