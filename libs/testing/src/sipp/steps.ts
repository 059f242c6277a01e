/** One `<send>` of a scenario; lines are joined and the body's length is counted by SIPp. */
export function send(lines: string, attributes = ''): string {
  const text = lines.trim().replaceAll('\n', '\n      ');
  return `  <send${attributes && ` ${attributes}`}><![CDATA[\n      ${text}\n\n    ]]></send>`;
}

/** One `<recv>`. `keep`: header name -> variable that holds its value from here on. */
export function recv(what: {
  response?: number;
  request?: string;
  optional?: boolean;
  auth?: boolean;
  attributes?: string;
  keep?: Readonly<Record<string, string>>;
}): string {
  const kind = what.response === undefined ? `request="${what.request}"` : `response="${what.response}"`;
  const flags = `${what.optional ? ' optional="true"' : ''}${what.auth ? ' auth="true"' : ''}`;
  const open = `  <recv ${kind}${flags}${what.attributes ? ` ${what.attributes}` : ''}`;
  const kept = Object.entries(what.keep ?? {});
  if (kept.length === 0) return `${open}/>`;
  const actions = kept.map(
    ([header, variable]) => `<ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${variable}"/>`,
  );
  return `${open}><action>${actions.join('')}</action></recv>`;
}

/** A whole scenario from its steps. */
export function scenario(name: string, steps: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="ISO-8859-1" ?>',
    `<scenario name="${name}">`,
    ...steps,
    '</scenario>',
    '',
  ].join('\n');
}

/** Description of the phone's audio; `direction` is `sendonly` while it holds the other side. */
export const sdp = (direction: 'sendrecv' | 'sendonly' = 'sendrecv', version = 1): string => `v=0
o=phone 1 ${version} IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [rtp_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=${direction}`;

/** Answers the request that came last. */
export const answerOk = (attributes = ''): string =>
  send(
    `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0`,
    attributes,
  );
export const ok = answerOk();

/**
 * A scenario of a phone that waits for calls. A PBX asks with OPTIONS whether it is there, which SIPp takes for a call
 * too: hence the branch, and an end after the first real call instead of after a number of calls.
 */
export function waitingScenario(name: string, steps: readonly string[], stopAfterOne = true): string {
  return scenario(name, [
    recv({ request: 'OPTIONS', optional: true, attributes: 'next="1"' }),
    ...steps,
    stopAfterOne
      ? '  <nop next="2"><action><exec int_cmd="stop_gracefully"/></action></nop>'
      : '  <nop next="2"></nop>',
    '  <label id="1"/>',
    ok,
    '  <label id="2"/>',
    '  <nop></nop>',
  ]);
}
