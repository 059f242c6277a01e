/** Injection tokens of what a process has once: its checked environment, its claim to its node and its logger. */
export const AGENT_ENV = Symbol('AGENT_ENV');
export const LEASE = Symbol('LEASE');
export const LOG = Symbol('LOG');
