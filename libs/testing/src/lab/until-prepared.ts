// Vitest setup of lab and browser tests. A setup file has no time-out: at first use minutes pass until all is downloaded.
import { inject } from 'vitest';
import { untilPrepared } from './prepared-state.js';

await untilPrepared(inject('labState'));
