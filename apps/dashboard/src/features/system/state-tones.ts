import type { HealthState } from '@trunkline/contracts';
import type { Tone } from '../../shared/status-badge';

/** The colour of each state. */
export const stateTones: Record<HealthState, Tone> = { ok: 'good', warning: 'warn', problem: 'bad' };
