import { z } from 'zod';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';
import { extensionStateSchema } from './extension-state.js';
import { trunkStateSchema } from './trunk-state.js';

const change = { id: idSchema, at: timestampSchema };

/** One change of a trunk's state: from `at` on it was so. */
export const trunkStateChangeSchema = trunkStateSchema
  .pick({ status: true, code: true, reason: true, advice: true, sipCode: true })
  .extend(change);
export type TrunkStateChange = z.infer<typeof trunkStateChangeSchema>;

/** One change of an extension's state: from `at` on it was so. */
export const extensionStateChangeSchema = extensionStateSchema
  .pick({ status: true, code: true, reason: true, advice: true, sipCode: true })
  .extend(change);
export type ExtensionStateChange = z.infer<typeof extensionStateChangeSchema>;

/** Query of `GET /trunks/{id}/state-history` and `GET /extensions/{id}/state-history`. `from` is included, `to` is not. */
export const stateHistoryQuerySchema = pageQuerySchema.extend({
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
});
export type StateHistoryQuery = z.infer<typeof stateHistoryQuerySchema>;
