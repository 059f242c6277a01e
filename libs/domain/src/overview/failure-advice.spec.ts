import { failureAdviceCodeSchema } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { type FailedCall, failureAdvice } from './failure-advice.js';

const internal: FailedCall = {
  direction: 'internal',
  endReason: 'hangup',
  hangupCause: null,
  sipCode: null,
  attempts: [],
};
const inbound: FailedCall = { ...internal, direction: 'inbound' };
/** A call out whose last try ended so; our dialplan ends it with cause 34 when no trunk is left. */
const outbound = (sipCode: number | null, cause: number | null): FailedCall => ({
  ...{ direction: 'outbound', endReason: 'hangup', hangupCause: 34, sipCode },
  attempts: [
    { cause: 3, sipCode: null },
    { cause, sipCode },
  ],
});

const cases: [string, FailedCall, string][] = [
  ['the carrier wants other credentials', outbound(401, 21), 'credentials_refused'],
  ['the carrier wants other credentials of a proxy', outbound(407, 21), 'credentials_refused'],
  ['the account has no money', outbound(402, 21), 'not_permitted'],
  ['the carrier forbids the number', outbound(403, 21), 'not_permitted'],
  ['the carrier bars it by cause alone', outbound(null, 57), 'not_permitted'],
  ['the carrier does not know the number', outbound(404, 1), 'number_not_found'],
  ['the number is incomplete', outbound(484, 28), 'number_not_found'],
  ['the number has changed, by cause alone', outbound(null, 22), 'number_not_found'],
  ['the carrier says nothing', outbound(408, 18), 'no_reply'],
  ['a timer ran out', outbound(null, 102), 'no_reply'],
  ['the codecs do not fit', outbound(488, 58), 'no_common_codec'],
  ['the carrier is overloaded', outbound(503, 34), 'carrier_failing'],
  ['the carrier has an error of its own', outbound(500, 41), 'carrier_failing'],
  ['a network on the way is out of order', outbound(null, 38), 'carrier_failing'],
  ['the trunk has no free line', outbound(null, 34), 'lines_taken'],
  ['the trunk is not reachable', outbound(null, 20), 'trunk_unreachable'],
  ['the trunk is not reachable and gives no cause', outbound(null, null), 'trunk_unreachable'],
  ['the called side declines', outbound(603, 21), 'declined'],
  ['the called side is away', outbound(480, 19), 'called_unavailable'],
  ['the call comes back', outbound(482, 25), 'loop'],
  ['the carrier answers what nobody expects', outbound(499, 127), 'other'],
  ['the route has no trunk', { ...internal, hangupCause: 34 }, 'no_trunk'],
  ['nobody has the dialled number', { ...internal, hangupCause: 1 }, 'unknown_number'],
  ['the called number is not set up', { ...inbound, hangupCause: 1 }, 'number_leads_nowhere'],
  ['no phone is registered', { ...inbound, hangupCause: 20 }, 'no_phone'],
  ['the phone is gone', { ...internal, hangupCause: 20, sipCode: 480 }, 'no_phone'],
  ['the phone declines', { ...inbound, hangupCause: 21, sipCode: 603 }, 'declined'],
  ['the phone forbids the call', { ...inbound, hangupCause: 21, sipCode: 403 }, 'declined'],
  ['the phone has another codec', { ...internal, hangupCause: 58, sipCode: 488 }, 'no_common_codec'],
  ['a phone breaks down', { ...internal, hangupCause: 34, sipCode: 500 }, 'other'],
  ['nothing is known', internal, 'other'],
  ['Asterisk crashed, whatever else', { ...outbound(403, 21), endReason: 'pbx_crash' }, 'pbx_crash'],
];

describe('the advice on a failed call', () => {
  it.each(cases)('when %s', (_, call, code) => {
    expect(failureAdvice(call).code).toBe(code);
  });

  it('is a sentence or two for each code, and every code can come', () => {
    const codes = new Set(cases.map(([, call]) => failureAdvice(call).code));
    expect([...codes].sort()).toEqual([...failureAdviceCodeSchema.options].sort());
    for (const [, call] of cases) expect(failureAdvice(call).text).toMatch(/^[A-Z][^<>]+\.$/);
  });

  it('tells what the carrier said of the number', () => {
    expect(failureAdvice(outbound(403, 21)).text).toBe(
      'The carrier refused the number: check that it is allowed for your account.',
    );
  });
});
