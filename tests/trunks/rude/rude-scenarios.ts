import { ok, recv, scenario, sdp, send, waitingScenario } from '@trunkline/testing';

// A branch that is ours, and not SIPp's: what is sent again has to be the same message (RFC 3261 section 17.2.3).
const branch = (name: string) => `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-[pid]-${name}`;
const caller = 'From: <sip:[user]@[remote_ip]>;tag=[call_number]';
const called = 'To: <sip:[service]@[remote_ip]:[remote_port]>';
const contact = 'Contact: <sip:[user]@[local_ip]:[local_port]>';
const withBody = (body: string) => `Content-Type: application/sdp\nContent-Length: [len]\n\n${body}`;

/** A request of who calls; `name` tells transactions apart. */
const request = (method: string, name: string, cseq: number, extra = 'Content-Length: 0') =>
  send(`${method} ${name === 'invite' ? 'sip:[service]@[remote_ip]:[remote_port]' : '[next_url]'} SIP/2.0
${branch(name)}
${caller}
${called}${name === 'invite' ? '' : '[peer_tag_param]'}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
${contact}
Max-Forwards: 70
${extra}`);

/** The audio of `sdp`, in other codecs. */
const audio = (types: string, version = 1) =>
  sdp('sendrecv', version).replace('RTP/AVP 0 101', `RTP/AVP ${types}`).replace('a=rtpmap:0 PCMU/8000\n', '');
const provisional = [100, 180, 183].map((response) => recv({ response, optional: true }));
const answered = recv({ response: 200, attributes: 'rrs="true"' });
const again = recv({ response: 200 });
const wait = (ms: number) => `  <pause milliseconds="${ms}"/>`;
const invite = request('INVITE', 'invite', 1, withBody(sdp()));
const bye = (cseq: number) => request('BYE', `bye-${cseq}`, cseq);

/** Carriers that call. */
export const rudeCallers = {
  /** Sends its INVITE again before and after the answer, and its BYE again; then another BYE, which Asterisk still knows the call of. */
  'says everything twice': scenario('twice', [
    invite,
    recv({ response: 100 }),
    invite,
    ...provisional,
    ...provisional,
    answered,
    invite,
    again,
    request('ACK', 'ack', 1),
    request('ACK', 'ack', 1),
    wait(600),
    bye(2),
    again,
    bye(2),
    again,
    bye(3),
    again,
  ]),
  /** Asks for what nobody has, then for another codec that the trunk has. */
  'changes its codec': scenario('codecs', [
    invite,
    ...provisional,
    answered,
    request('ACK', 'ack', 1),
    wait(300),
    request('INVITE', 'g729', 2, withBody(audio('18', 2))),
    recv({ response: 100, optional: true }),
    recv({ response: 488 }),
    request('ACK', 'g729', 2),
    request('INVITE', 'alaw', 3, withBody(audio('8', 2))),
    recv({ response: 100, optional: true }),
    again,
    request('ACK', 'ack-3', 3),
    wait(300),
    bye(4),
    again,
  ]),
  /** Leaves the offer to who answers (RFC 3261 section 13.2.1), and answers it in its ACK. */
  'offers nothing': scenario('late offer', [
    request('INVITE', 'invite', 1),
    ...provisional,
    answered,
    request('ACK', 'ack', 1, withBody(sdp())),
    wait(600),
    bye(2),
    again,
  ]),
  /** Takes the answer, and says nothing any more: it is sent again until the time is over, and then the call is ended. */
  'never sends ACK': scenario('no ACK', [
    invite,
    ...provisional,
    answered,
    ...Array.from({ length: 12 }, () => recv({ response: 200, optional: true })),
    recv({ request: 'BYE' }),
    ok,
  ]),
};

const reply = (status: string, tag: string, extra = 'Content-Length: 0') =>
  send(`SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=${tag}[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:carrier@[local_ip]:[local_port]>
${extra}`);

/** As `reply`, to the INVITE when another request came since. */
const late = (status: string, extra: string) =>
  send(`SIP/2.0 ${status}
Via: [$via]
From: [$from]
To: [$to];tag=a[call_number]
[last_Call-ID:]
CSeq: [$cseq]
Contact: <sip:carrier@[local_ip]:[local_port]>
${extra}`);

const kept = recv({
  request: 'INVITE',
  keep: { Via: 'via', From: 'from', To: 'to', CSeq: 'cseq' },
  attributes: 'rrs="true"',
});
const ours = (name: string, cseq: number) =>
  send(`BYE [next_url] SIP/2.0
${branch(name)}
From: [$to];tag=a[call_number]
To: [$from]
Call-ID: [call_id]
CSeq: ${cseq} BYE
Max-Forwards: 70
Content-Length: 0`);
const use = '  <Reference variables="via,from,to,cseq"/>';
const ack = recv({ request: 'ACK' });
const body = withBody(sdp());

/** Carriers that are called. */
export const rudeCallees = {
  /** Answers in the moment in which the caller gives up. */
  'answers after CANCEL': waitingScenario('late 200', [
    kept,
    reply('180 Ringing', 'a'),
    recv({ request: 'CANCEL' }),
    ok,
    late('200 OK', body),
    ack,
    recv({ request: 'BYE' }),
    ok,
    use,
  ]),
  /** Sends its answer again though it was acknowledged, then BYE, the same again and another. */
  'answers and ends twice': waitingScenario('200 and BYE twice', [
    kept,
    reply('180 Ringing', 'a'),
    reply('200 OK', 'a', body),
    ack,
    late('200 OK', body),
    ack,
    late('200 OK', body),
    ack,
    wait(500),
    ours('bye', 1),
    again,
    ours('bye', 1),
    again,
    ours('bye-2', 2),
    again,
    use,
  ]),
  /** Rings at one place, and is answered at another (a carrier that forks, RFC 3261 section 16.7). */
  'answers elsewhere than it rang': waitingScenario('forked', [
    kept,
    reply('180 Ringing', 'a'),
    reply('183 Session Progress', 'b', body),
    reply('200 OK', 'b', body),
    ack,
    recv({ request: 'BYE' }),
    ok,
    use,
  ]),
  /** Is gone when the call is ended. */
  'does not answer BYE': waitingScenario('no answer to BYE', [
    kept,
    reply('180 Ringing', 'a'),
    reply('200 OK', 'a', body),
    ack,
    recv({ request: 'BYE' }),
    use,
  ]),
  /** Answers with what is no description of audio. */
  'answers nonsense': waitingScenario('bad SDP', [
    kept,
    reply('180 Ringing', 'a'),
    reply('200 OK', 'a', withBody('v=0\no=- nonsense')),
    ack,
    recv({ request: 'BYE' }),
    ok,
    use,
  ]),
};
