import { ok, recv, scenario, sdp, send, waitingScenario } from './steps.js';

const SDP = sdp();

const identity = `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [from]<sip:[user]@[remote_ip]>;tag=[call_number]`;

const invite = (cseq: number, authentication: string, attributes = ''): string =>
  send(
    `INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${identity}
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: ${cseq} INVITE
Contact: <sip:[user]@[local_ip]:[local_port]>
${authentication}Max-Forwards: 70
Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE
Content-Type: application/sdp
Content-Length: [len]

${SDP}`,
    `retrans="500"${attributes}`,
  );

const ack = (cseq: number, afterFailure: boolean): string =>
  send(`ACK ${afterFailure ? 'sip:[service]@[remote_ip]:[remote_port]' : '[next_url]'} SIP/2.0
${afterFailure ? '[last_Via:]' : 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]'}
From: [from]<sip:[user]@[remote_ip]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${cseq} ACK
Contact: <sip:[user]@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Length: 0`);

const bye = (cseq: number): string =>
  send(
    `BYE [next_url] SIP/2.0
${identity}
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${cseq} BYE
Max-Forwards: 70
Content-Length: 0`,
    'retrans="500"',
  );

const cancel = (cseq: number): string =>
  send(
    `CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0
[last_Via:]
From: [from]<sip:[user]@[remote_ip]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: ${cseq} CANCEL
Max-Forwards: 70
Content-Length: 0`,
    'retrans="500"',
  );

const answer = (status: string, extra = '', attributes = ''): string =>
  send(
    `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[user]@[local_ip]:[local_port]>
Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE
${extra || 'Content-Length: 0'}`,
    attributes,
  );

// 181: a phone that was called has sent the call elsewhere.
const provisional = [100, 180, 181, 183].map((response) => recv({ response, optional: true }));

/** How a call that we make goes on: who ends it, or with what it is refused. */
export type CallerEnding =
  /** Answered; after the pause we send BYE. */
  | { by: 'caller' }
  /** Answered; the other side sends BYE. */
  | { by: 'callee' }
  /** Never answered; after the pause we send CANCEL. */
  | { by: 'cancel' }
  /** Refused with this final answer. */
  | { by: 'refusal'; status: number };

/**
 * Makes a call. `digest`: the first INVITE is challenged with 401. The time from the INVITE to an answer is measured.
 * Keys: `user` (From and Contact), `from` (display name and space, or empty), `rtp_port`; service: the number.
 */
export function callerScenario(ending: CallerEnding, options: { digest: boolean }): string {
  const cseq = options.digest ? 2 : 1;
  const challenge = options.digest
    ? [invite(1, ''), recv({ response: 100, optional: true }), recv({ response: 401, auth: true }), ack(1, true)]
    : [];
  const timed = ending.by === 'caller' || ending.by === 'callee' ? ' start_rtd="1"' : '';
  const head = [...challenge, invite(cseq, options.digest ? '[authentication]\n' : '', timed)];
  return scenario(`call, ended by ${ending.by}`, [...head, ...callerSteps(ending, cseq)]);
}

function callerSteps(ending: CallerEnding, cseq: number): string[] {
  const answered = [...provisional, recv({ response: 200, attributes: 'rrs="true" rtd="1"' }), ack(cseq, false)];
  switch (ending.by) {
    case 'caller':
      return [...answered, '  <pause/>', bye(cseq + 1), recv({ response: 200 })];
    case 'callee':
      return [...answered, recv({ request: 'BYE' }), ok];
    case 'refusal':
      return [...provisional, recv({ response: ending.status }), ack(cseq, true)];
    case 'cancel':
      return [
        recv({ response: 100, optional: true }),
        recv({ response: 183, optional: true }),
        recv({ response: 180 }),
        '  <pause/>',
        cancel(cseq),
        recv({ response: 200 }),
        recv({ response: 487 }),
        ack(cseq, true),
      ];
  }
}

/** What a phone does with a call it gets. */
export type CalleeEnding =
  /** Answers; the other side sends BYE. */
  | { by: 'caller' }
  /** Answers and sends BYE after the pause. */
  | { by: 'callee' }
  /** Refuses, such as `486 Busy Here`. */
  | { by: 'refusal'; status: string }
  /** Rings until the other side gives up. */
  | { by: 'cancel' };

/** Waits for calls and rings for `ringMs`. Keys as for {@link callerScenario}. */
export function calleeScenario(ending: CalleeEnding, options: { ringMs: number; stopAfterOne?: boolean }): string {
  const body = `Content-Type: application/sdp\nContent-Length: [len]\n\n${SDP}`;
  const ringing = [receiveInvite, answer('180 Ringing')];
  const pause = `  <pause milliseconds="${options.ringMs}"/>`;
  const answered = [...ringing, pause, answer('200 OK', body, 'retrans="500"'), recv({ request: 'ACK' })];
  const steps = calleeSteps(ending, ringing, pause, answered);
  return waitingScenario(`answer, ended by ${ending.by}`, steps, options.stopAfterOne);
}

function calleeSteps(ending: CalleeEnding, ringing: string[], pause: string, answered: string[]): string[] {
  switch (ending.by) {
    case 'caller':
      return [...answered, recv({ request: 'BYE' }), ok];
    case 'callee':
      return [...answered, '  <pause/>', calleeBye, recv({ response: 200 })];
    case 'refusal':
      return [...ringing, pause, answer(ending.status), recv({ request: 'ACK' })];
    case 'cancel':
      return [...ringing, recv({ request: 'CANCEL' }), ok, terminated, recv({ request: 'ACK' })];
  }
}

// Kept for requests of our own in the dialog, and for the final answer after a CANCEL.
const receiveInvite = `  <recv request="INVITE" rrs="true"><action>
    <ereg regexp=".*" search_in="hdr" header="From:" assign_to="caller"/>
    <ereg regexp=".*" search_in="hdr" header="To:" assign_to="called"/>
    <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="invite"/>
  </action></recv>
  <Reference variables="caller,called,invite"/>`;

const calleeBye = send(
  `BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$called];tag=[call_number]
To: [$caller]
Call-ID: [call_id]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0`,
  'retrans="500"',
);

const terminated = send(
  `SIP/2.0 487 Request Terminated
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
CSeq: [$invite] INVITE
Content-Length: 0`,
);

/** Registers `[user]` with a contact at the phone's own address, for `[expires]` seconds. */
export const registerScenario = ((): string => {
  const register = (cseq: number, authentication: string): string =>
    send(
      `REGISTER sip:[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[user]@[remote_ip]>;tag=[call_number]
To: <sip:[user]@[remote_ip]>
Call-ID: [call_id]
CSeq: ${cseq} REGISTER
Contact: <sip:[user]@[local_ip]:[local_port];visit=[visit]>
Expires: [expires]
${authentication}Max-Forwards: 70
Content-Length: 0`,
      'retrans="500"',
    );
  return scenario('register', [
    register(1, ''),
    recv({ response: 100, optional: true }),
    recv({ response: 401, auth: true }),
    register(2, '[authentication]\n'),
    recv({ response: 100, optional: true }),
    recv({ response: 200 }),
  ]);
})();
