/** Injection tokens of what the process is started with. */
export const API_ENV = Symbol('API_ENV');
export const LOGGER = Symbol('LOGGER');
export const AUDIO_WORKER = Symbol('AUDIO_WORKER');
