import { z } from 'zod';
import { callSchema } from './calls.js';
import { idSchema, timestampSchema } from './common.js';
import { extensionStateSchema } from './extension-state.js';
import { toldAlarmSchema } from './trunk-health.js';
import { trunkStateSchema } from './trunk-state.js';

const envelope = { seq: z.number().int().positive(), id: idSchema, at: timestampSchema };
const callEvent = <T extends string>(type: T) => z.object({ ...envelope, type: z.literal(type), data: callSchema });

/**
 * One event of the stream. `seq` grows by one writer's lock and has no meaning beyond order; `id` is the same in
 * every way the event is delivered. `data` of a call event is the whole call as it then was. A call that was started
 * gets exactly one of `call.ended` and `call.merged`, its last event. `call.merged`: by a transfer or a pickup its legs
 * belong to the call `data.mergedInto` from now on, which was updated just before; there is one record, and it is that
 * call's.
 */
export const liveEventSchema = z.discriminatedUnion('type', [
  callEvent('call.started'),
  callEvent('call.updated'),
  callEvent('call.ended'),
  callEvent('call.merged'),
  z.object({ ...envelope, type: z.literal('trunk.state'), data: trunkStateSchema.extend({ trunkId: idSchema }) }),
  z.object({ ...envelope, type: z.literal('trunk.alarm'), data: toldAlarmSchema }),
  z.object({
    ...envelope,
    type: z.literal('extension.state'),
    data: extensionStateSchema.extend({ extensionId: idSchema }),
  }),
  z.object({ ...envelope, type: z.literal('config.applied'), data: z.object({ revision: z.number().int() }) }),
  z.object({
    ...envelope,
    type: z.literal('config.failed'),
    data: z.object({ revision: z.number().int(), reason: z.string() }),
  }),
  z.object({
    ...envelope,
    type: z.literal('webhook.disabled'),
    data: z.object({ webhookId: idSchema, reason: z.enum(['gone', 'failing', 'backlog']) }),
  }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
export type LiveEventType = LiveEvent['type'];
/** An event before it has its place in the log. */
export type NewLiveEvent = LiveEvent extends infer E ? (E extends LiveEvent ? Omit<E, 'seq'> : never) : never;
