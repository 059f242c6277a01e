import { z } from 'zod';
import { timestampSchema } from './common.js';

/** Why a trunk cannot be used, for programs. */
export const trunkProblemSchema = z.enum([
  'credentials_refused',
  'forbidden',
  'account_unknown',
  'interval_too_brief',
  'carrier_failure',
  'refused',
  'no_answer',
  'gateway_silent',
  'breaker_open',
  'not_asked',
  'connection_refused',
  'name_not_resolved',
  'resolving',
  'source_not_resolved',
  'source_shared',
  'certificate_expired',
  'certificate_other_name',
  'certificate_untrusted',
  'tls_failed',
  'peer_not_registered',
  'peer_refused',
  'asterisk_away',
  'not_in_asterisk',
]);
export type TrunkProblem = z.infer<typeof trunkProblemSchema>;

/**
 * What Asterisk and the carrier say of the trunk. `reason` is a sentence for people, `advice` what to check, `code` the
 * reason for programs; each is null when there is nothing to explain. `sipCode` is the carrier's answer, if it gave one.
 */
export const trunkStateSchema = z.object({
  status: z.enum(['registered', 'registering', 'rejected', 'unreachable', 'reachable', 'disabled', 'unknown']),
  reason: z.string().nullable(),
  since: timestampSchema.nullable(),
  code: trunkProblemSchema.nullable(),
  advice: z.string().nullable(),
  sipCode: z.number().int().nullable(),
  nextRetryAt: timestampSchema.nullable(),
});
export type TrunkState = z.infer<typeof trunkStateSchema>;
