import { z } from 'zod';
import { destinationTypes, hangupReasons } from './choices.js';
import { idSchema } from './common.js';

/** A number that a trunk can be asked for, as it is sent: no route changes it. */
export const outsideNumberSchema = z.string().regex(/^\+?\d{2,15}$/, 'must be 2 to 15 digits, perhaps after a +');

/** How a call is refused, in a word. */
export const hangupReasonSchema = z.enum(hangupReasons);
export type HangupReason = z.infer<typeof hangupReasonSchema>;

/** The Q.850 cause of each reason to hang up; Asterisk makes the SIP answer of it. */
export const causeOfReason: Readonly<Record<HangupReason, number>> = {
  unallocated: 1,
  busy: 17,
  no_answer: 19,
  unavailable: 20,
  rejected: 21,
  congestion: 34,
};

const kinds = {
  extension: { extensionId: idSchema },
  voicemail: { extensionId: idSchema },
  ring_group: { ringGroupId: idSchema },
  announcement: { announcementId: idSchema },
  external: { number: outsideNumberSchema, outboundRouteId: idSchema },
  hangup: { cause: hangupReasonSchema },
};

/**
 * Where a call goes. `external` asks the trunks of an outbound route for a number, whatever the patterns of the route
 * are. `voicemail` is the mailbox of an extension, whose phones do not ring. The type is open: queues follow.
 */
export const destinationSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('extension'), ...kinds.extension }),
  z.strictObject({ type: z.literal('voicemail'), ...kinds.voicemail }),
  z.strictObject({ type: z.literal('ring_group'), ...kinds.ring_group }),
  z.strictObject({ type: z.literal('announcement'), ...kinds.announcement }),
  z.strictObject({ type: z.literal('external'), ...kinds.external }),
  z.strictObject({ type: z.literal('hangup'), ...kinds.hangup }),
]);
export type Destination = z.infer<typeof destinationSchema>;
export type DestinationType = Destination['type'];

/**
 * A destination in a merge patch. With the type that it has, or none, it changes the fields that it names; with another
 * type it takes the place of the destination there was.
 */
export const destinationPatchSchema = z
  .strictObject({
    type: z.enum(destinationTypes),
    ...kinds.extension,
    ...kinds.ring_group,
    ...kinds.announcement,
    ...kinds.external,
    ...kinds.hangup,
  })
  .partial();
export type DestinationPatch = z.infer<typeof destinationPatchSchema>;
