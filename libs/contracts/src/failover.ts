import { z } from 'zod';
import { failoverClasses } from './choices.js';

/**
 * How a call out ended at a carrier, by the SIP answer (RFC 3261 section 21, RFC 8197 for 607, RFC 8688 for 608): `busy` 486, 600;
 * `no_answer` 480, 483 or nobody picked up; `declined` 603, 607, 608; `unallocated` 404, 410, 484, 485, 604; `forbidden` 401,
 * 403, 407; `failed` any other refusal, such as 503; `unreachable` without an answer.
 */
export const failoverClassSchema = z.enum(failoverClasses);
export type FailoverClass = z.infer<typeof failoverClassSchema>;

/** What is tried elsewhere: after one of these the next gateway or trunk is asked, anything else ends the call. */
export const failoverSchema = z
  .array(failoverClassSchema)
  .max(failoverClasses.length)
  .refine((classes) => new Set(classes).size === classes.length, 'must not name a class twice');

/** Which of them raise an alarm by default: the account is refused, which no other gateway makes good. */
export const alarmingClasses: FailoverClass[] = ['forbidden'];

/** What says nothing of the number that was called, only of the carrier that was asked. */
export const carrierFaults: FailoverClass[] = ['unreachable', 'failed', 'forbidden'];
