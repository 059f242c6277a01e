import { z } from 'zod';
import { callSchema } from './calls.js';
import { idSchema, timestampSchema } from './common.js';
import { type LiveEvent, type LiveEventType, liveEventSchema } from './events.js';

/** What stands before the dot of an event's type. */
export type EventTopic = LiveEventType extends infer T ? (T extends `${infer P}.${string}` ? P : never) : never;

const topics = [...new Set(liveEventSchema.options.map(({ shape }) => shape.type.value.split('.')[0] as EventTopic))];
export const eventTopicSchema = z.enum(topics);

/** One value or several with commas between, or a list, as JSON and `?a=1&a=2` have it. */
function oneOrMore<T extends z.ZodType>(item: T) {
  const split = (value: unknown) => (typeof value === 'string' ? value.split(',') : value);
  return z.preprocess(split, z.array(item).min(1).max(100)).optional();
}

/**
 * Which events a client of the stream wants: those that fit every filter it names, and of each filter any value.
 * `trunk` and `extension` pass a call from its first event on that names one of them until it ends.
 */
export const eventFilterSchema = z.strictObject({
  topic: oneOrMore(eventTopicSchema),
  trunk: oneOrMore(idSchema),
  extension: oneOrMore(idSchema),
  call: oneOrMore(idSchema),
});
export type EventFilter = z.infer<typeof eventFilterSchema>;

/** A place in the stream: the seq a client has seen last. */
export const streamPlaceSchema = z.coerce.number('must be a seq').int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** Query of `GET /events`. The header `Last-Event-ID` counts for more than `since`. */
export const eventStreamQuerySchema = eventFilterSchema.extend({ since: streamPlaceSchema.optional() });
export type EventStreamQuery = z.infer<typeof eventStreamQuerySchema>;

/** Transient message without seq: the stream does not follow Asterisk any more, or does again (`null`). */
export const liveStaleSchema = z.object({ since: timestampSchema, reason: z.string() }).nullable();
export type LiveStale = z.infer<typeof liveStaleSchema>;

/** Everything that is true at `seq`, as far as the filters let it through; the events after it follow one by one. */
export const liveSnapshotSchema = z.object({
  seq: z.number().int().nonnegative(),
  calls: z.array(callSchema),
  stale: liveStaleSchema,
});
export type LiveSnapshot = z.infer<typeof liveSnapshotSchema>;

/**
 * The place a client asked for cannot be continued; a snapshot follows. `too_old`: the log does not reach back so
 * far. `unknown_place`: it is not of this log, as after a restore. `too_far_behind`: a snapshot is smaller.
 */
export const liveResetSchema = z.object({ reason: z.enum(['too_old', 'unknown_place', 'too_far_behind']) });
export type LiveReset = z.infer<typeof liveResetSchema>;

/** Messages of the socket.io namespace `/live`, server to client. `seq` is the place reached with nothing to show. */
export interface LiveServerMessages {
  snapshot: (snapshot: LiveSnapshot) => void;
  reset: (reset: LiveReset) => void;
  event: (event: LiveEvent) => void;
  stale: (stale: LiveStale) => void;
  seq: (seq: number) => void;
}
