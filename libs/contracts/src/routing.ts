import { z } from 'zod';
import { idSchema, timestampSchema } from './common.js';
import { failoverClassSchema } from './failover.js';
import { callPriceSchema } from './rates.js';

/** What can be dialled: anything else is refused before there is a call. */
export const dialledSchema = z.string().regex(/^[0-9+*#]{1,32}$/, 'must be 1 to 32 digits, +, * or #');

/**
 * Body of `POST /routing/explain`: `outbound` is what an extension of ours dials, `inbound` what a trunk brings. `from`
 * is the number of the extension, or of the caller (null: anybody; inbound, who withholds it). `trunkId` is the trunk of an
 * inbound call (null: one that no route names), `at` when it comes (null: now).
 */
export const routingQuestionSchema = z.strictObject({
  direction: z.enum(['inbound', 'outbound']),
  from: dialledSchema.nullable().default(null),
  to: dialledSchema,
  trunkId: idSchema.nullable().default(null),
  at: timestampSchema.nullable().default(null),
});
export type RoutingQuestion = z.infer<typeof routingQuestionSchema>;

/**
 * Where a number leaves a dial pattern: at its character `at` (from 1) the pattern has `wants` (null: it has ended), and
 * the number `has` (null: it has ended).
 */
export const misfitSchema = z.object({
  at: z.number().int(),
  wants: z.string().nullable(),
  has: z.string().nullable(),
});
export type Misfit = z.infer<typeof misfitSchema>;

/**
 * One rule that was looked at, in the order of the dialplan. `not_reached` fits too, and comes after the one that
 * matched. `pattern` is what it is looked for by, `misfit` why a pattern does not match.
 */
export const routingRuleSchema = z.object({
  kind: z.enum([
    'caller',
    'extension',
    'pickup',
    'parking',
    'number',
    'outbound_route',
    'unknown',
    'ring_group',
    'inbound_route',
    'voicemail',
  ]),
  id: idSchema.nullable(),
  name: z.string().nullable(),
  pattern: z.string().nullable(),
  outcome: z.enum(['matched', 'no_match', 'disabled', 'not_reached']),
  reason: z.string(),
  misfit: misfitSchema.nullable(),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/**
 * What happens then, in order. `trunk`: the carrier is asked for `number` and shown `callerId` (null: the number of who
 * calls; `callerHidden`: who is called is not to see it), over `gateway` (`host:port`) where it has several; the next step
 * follows after one of `failoverOn`. `drawn` are all gateways of one priority, of which one is drawn by weight and tried
 * first. `passedOver`: at this moment it is not asked, since its last calls failed. `price` is what a minute costs there, where the
 * trunks are asked by price. `ring_all` and `ring_in_order` are a ring group, whose phones ring for `seconds` (in order: those of each member);
 * the steps of kind `member` after it are who is called, and what comes next happens when nobody answers. `play` is an
 * announcement, which answers the call: it cannot be refused any more. `pin` asks who calls for the PIN of the route.
 * `not_allowed` ends a call of an extension that is in none of `groups`. `leave_message` is the mailbox of an extension, which
 * takes a message and ends the call, `hear_messages` the menu in which messages are heard. `hangup` ends with `cause` (ITU-T Q.850; null: as
 * the phones of a group say). `fallback` is where a call goes on that could not reach what comes before it, instead of its end.
 */
export const routingStepSchema = z.object({
  kind: z.enum([
    'ring',
    'trunk',
    'trunk_disabled',
    'pickup',
    'park',
    'hangup',
    'ring_all',
    'ring_in_order',
    'member',
    'member_disabled',
    'play',
    'pin',
    'not_allowed',
    'leave_message',
    'hear_messages',
    'fallback',
  ]),
  id: idSchema.nullable(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  callerId: z.string().nullable(),
  callerHidden: z.boolean(),
  maxCalls: z.number().int().nullable(),
  maxCallsPerSecond: z.number().int().nullable(),
  gateway: z.string().nullable(),
  drawn: z.array(z.string()),
  failoverOn: z.array(failoverClassSchema).nullable(),
  passedOver: z.boolean(),
  seconds: z.number().int().nullable(),
  cause: z.number().int().nullable(),
  groups: z.array(z.string()).nullable(),
  price: callPriceSchema.nullable(),
  text: z.string(),
});
export type RoutingStep = z.infer<typeof routingStepSchema>;

/** Why a call goes where it goes, at the newest config revision. */
export const routingExplanationSchema = z.object({
  revision: z.number().int(),
  rules: z.array(routingRuleSchema),
  steps: z.array(routingStepSchema),
});
export type RoutingExplanation = z.infer<typeof routingExplanationSchema>;
