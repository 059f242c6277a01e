import { calleeScenario, callerScenario, recv, sdp, send } from '@trunkline/testing';

const withBody = (body: string) => `Content-Type: application/sdp\nContent-Length: [len]\n\n${body}`;
const image = withBody(`v=0
o=fax 1 2 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=image [fax_port] udptl t38
a=T38FaxVersion:0
a=T38MaxBitRate:14400
a=T38FaxRateManagement:transferredTCF
a=T38FaxMaxDatagram:400
a=T38FaxUdpEC:t38UDPRedundancy`);
const contact = 'Contact: <sip:[user]@[local_ip]:[local_port]>';

const ofPhone = (method: string, extra: string) =>
  send(`${method} [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$called];tag=[call_number]
To: [$caller]
Call-ID: [call_id]
CSeq: 1 ${method}
${contact}
Max-Forwards: 70
${extra}`);

/** The fax of an extension: it answers a call, asks for T.38 (ITU-T T.38 annex D), is answered with `status` and hangs up. */
export const faxPhone = (status: 200 | 488): string =>
  calleeScenario({ by: 'callee' }, { ringMs: 0 })
    .replace(
      '  <pause/>',
      [
        ...['  <pause milliseconds="300"/>', ofPhone('INVITE', image)],
        ...[recv({ response: 100, optional: true }), recv({ response: status })],
        ...[ofPhone('ACK', 'Content-Length: 0'), '  <pause/>'],
      ].join('\n'),
    )
    .replace('CSeq: 1 BYE', 'CSeq: 2 BYE');

const agree = (body: string) =>
  send(`SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
${contact}
${body}`);

const beAsked = (body: string) => [recv({ request: 'INVITE' }), agree(body), recv({ request: 'ACK' })];

/** The fax at a carrier: it calls, and agrees to T.38. Before it hangs up Asterisk asks for audio again. */
export const faxCarrier = callerScenario({ by: 'callee' }, { digest: false }).replace(
  recv({ request: 'BYE' }),
  [...beAsked(image), ...beAsked(withBody(sdp())), recv({ request: 'BYE' })].join('\n'),
);
