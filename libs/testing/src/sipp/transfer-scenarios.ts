import { answerOk, ok, recv, scenario, sdp, send, waitingScenario } from './steps.js';

/**
 * How a phone hands a call on: `blind` by REFER alone, `attended` by a hold, a call of its own to the target and a
 * REFER with Replaces (RFC 3891) once that is answered, `ringing` the same while it still rings there.
 */
export type TransferKind = 'blind' | 'attended' | 'ringing';

/** A dialog of the phone: what its requests bear. Variables hold what the PBX said first. */
interface Dialog {
  callId: string;
  from: string;
  to: string;
}

// SIPp takes a message to the call whose id follows `///`: one scenario can have two dialogs.
const SECOND_ID = '2///[call_id]';
const local = '<sip:[user]@[pbx]>;tag=[call_number]';
const calling: Dialog = { callId: '[call_id]', from: local, to: '[$peer]' };
const called: Dialog = { callId: '[call_id]', from: '[$self];tag=[call_number]', to: '[$peer]' };
const consulting: Dialog = { callId: SECOND_ID, from: '<sip:[user]@[pbx]>;tag=2[call_number]', to: '[$target]' };

const via = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';
// UPDATE: so the PBX tells who is there now without an offer, and SIPp answers that by itself.
const contact = `Contact: <sip:[user]@[local_ip]:[local_port]>
Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, REFER, NOTIFY`;
const withBody = (body: string): string => `Content-Type: application/sdp\nContent-Length: [len]\n\n${body}`;

function request(method: string, dialog: Dialog, cseq: number, extra = 'Content-Length: 0'): string {
  return send(
    `${method} sip:[pbx]:5060 SIP/2.0
${via}
From: ${dialog.from}
To: ${dialog.to}
Call-ID: ${dialog.callId}
CSeq: ${cseq} ${method}
${contact}
Max-Forwards: 70
${extra}`,
    method === 'ACK' ? '' : 'retrans="500"',
  );
}

/** A call to `number` with digest, until it rings or is answered; the PBX's To is kept in `variable`. */
function callUntil(response: 180 | 200, number: string, dialog: Dialog, variable: string): string[] {
  const start = (method: string, cseq: number, extra: string): string =>
    send(
      `${method} sip:${number}@[pbx]:5060 SIP/2.0
${method === 'ACK' ? '[last_Via:]' : via}
From: ${dialog.from}
To: <sip:${number}@[pbx]:5060>${method === 'ACK' ? '[peer_tag_param]' : ''}
Call-ID: ${dialog.callId}
CSeq: ${cseq} ${method}
${contact}
Max-Forwards: 70
${extra}`,
      method === 'ACK' ? '' : 'retrans="500"',
    );
  return [
    start('INVITE', 1, withBody(sdp())),
    recv({ response: 100, optional: true }),
    recv({ response: 401, auth: true }),
    start('ACK', 1, 'Content-Length: 0'),
    start('INVITE', 2, `[authentication]\n${withBody(sdp())}`),
    ...(response === 200 ? [100, 180, 183] : [100]).map((early) => recv({ response: early, optional: true })),
    recv({ response, keep: { To: variable } }),
    ...(response === 200 ? [request('ACK', { ...dialog, to: `[$${variable}]` }, 2)] : []),
  ];
}

const beCalled = [
  recv({ request: 'INVITE', attributes: 'rrs="true"', keep: { From: 'peer', To: 'self' } }),
  send(`SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
${contact}
${withBody(sdp())}`),
  recv({ request: 'ACK' }),
];

/** Holds the other side by a re-INVITE. */
function hold(dialog: Dialog, cseq: number): string[] {
  return [
    request('INVITE', dialog, cseq, withBody(sdp('sendonly', 2))),
    recv({ response: 100, optional: true }),
    recv({ response: 200 }),
    request('ACK', dialog, cseq),
  ];
}

const refer = (dialog: Dialog, cseq: number, target: string): string[] => [
  request('REFER', dialog, cseq, `Refer-To: <${target}>\nReferred-By: <sip:[user]@[pbx]>\nContent-Length: 0`),
  recv({ response: 202 }),
];

// Asterisk keeps the dialog of who sent a REFER until it hangs up (for a minute at most).
const hangUp = (dialog: Dialog, cseq: number): string[] => [request('BYE', dialog, cseq), recv({ response: 200 })];

// Asterisk tells by NOTIFY how it goes on. One that came after SIPp has ended would begin a call at the next SIPp there; one
// that comes while SIPp is at another step is answered, and lost: hence a limit to how long it is waited for.
const toldHowItGoesOn = `  <recv request="NOTIFY" timeout="2000" ontimeout="4"><action>
    <ereg regexp="terminated" search_in="hdr" header="Subscription-State:" assign_to="outcome"/>
  </action></recv>
${answerOk('next="4" test="outcome"')}`;
const untilToldTheOutcome = ['  <label id="3"/>', toldHowItGoesOn, '  <nop next="3"/>', '  <label id="4"/>'];

// The second call goes on with somebody else: its INVITE is refused.
const toldThatItIsNotHerCallAnyMore = [
  recv({ response: 603 }),
  send(`ACK sip:[target]@[pbx]:5060 SIP/2.0
[last_Via:]
From: ${consulting.from}
[last_To:]
Call-ID: ${consulting.callId}
CSeq: 2 ACK
Max-Forwards: 70
Content-Length: 0`),
];

// The PBX's own tag in the answer to the second call, which Replaces names as to-tag.
const tagOfTarget = `  <nop><action><ereg regexp="tag=([^;]+)" search_in="var" variable="target" assign_to="whole,targettag"/></action></nop>
  <Reference variables="whole"/>`;

/**
 * A phone that takes part in a call for the length of `<pause/>` and hands it on to `[target]`; an attended transfer
 * pauses again before and after the second call. Keys: `user`, `pbx`, `rtp_port`, `target`; `[service]` for a caller.
 */
export function transferScenario(role: 'caller' | 'callee', kind: TransferKind, stopAfterOne = true): string {
  const dialog = role === 'caller' ? calling : called;
  const opening = role === 'caller' ? callUntil(200, '[service]', calling, 'peer') : beCalled;
  const next = 3;
  const handOn =
    kind === 'blind'
      ? [...refer(dialog, next, 'sip:[target]@[pbx]'), ...untilToldTheOutcome, ...hangUp(dialog, next + 1)]
      : [
          ...hold(dialog, next),
          '  <pause/>',
          ...callUntil(kind === 'ringing' ? 180 : 200, '[target]', consulting, 'target'),
          tagOfTarget,
          '  <pause/>',
          ...refer(
            dialog,
            next + 1,
            `sip:[target]@[pbx]?Replaces=${SECOND_ID}%3Bto-tag%3D[$targettag]%3Bfrom-tag%3D2[call_number]`,
          ),
          ...(kind === 'ringing' ? toldThatItIsNotHerCallAnyMore : [recv({ request: 'BYE' }), ok]),
          ...hangUp(dialog, next + 2),
        ];
  const steps = [...opening, '  <pause/>', ...handOn];
  if (role === 'caller') return scenario(`call and hand on, ${kind}`, steps);
  return waitingScenario(`answer and hand on, ${kind}`, steps, stopAfterOne);
}

/** A phone that answers every call, holds it after `<pause/>` and leaves it so until the other side hangs up. */
export const holdScenario = waitingScenario(
  'answer and hold',
  [...beCalled, '  <pause/>', ...hold(called, 3), recv({ request: 'BYE' }), ok],
  false,
);
