import type { FailoverClass } from '@trunkline/contracts';

/** By the SIP code of an answer; every other one is `failed`. */
const byCode: Readonly<Record<number, FailoverClass>> = {
  ...{ 401: 'forbidden', 403: 'forbidden', 407: 'forbidden' },
  ...{ 404: 'unallocated', 410: 'unallocated', 484: 'unallocated', 485: 'unallocated', 604: 'unallocated' },
  ...{ 603: 'declined', 607: 'declined', 608: 'declined' },
};

/** What `TL_RESULT` says where the trunk was not asked at all: none of its lines was free, or its breaker was open. */
const notAsked = new Set(['FULL', 'SKIPPED']);

/** How a call ended at a carrier, as `tl-class` of the dialplan has it; null when the carrier was not asked. */
export function attemptClass(status: string, sipCode: number | null): FailoverClass | null {
  if (notAsked.has(status)) return null;
  if (status === 'BUSY') return 'busy';
  if (status === 'NOANSWER') return 'no_answer';
  return sipCode === null ? 'unreachable' : (byCode[sipCode] ?? 'failed');
}
