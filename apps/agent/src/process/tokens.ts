/** Injection tokens of what a process has once: its checked environment and its logger. */
export const AGENT_ENV = Symbol('AGENT_ENV');
export const LOG = Symbol('LOG');
