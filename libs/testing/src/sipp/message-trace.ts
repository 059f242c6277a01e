/** One SIP message as SIPp saw it. */
export interface SipMessage {
  /** Milliseconds since 1970, with a fraction: SIPp's clock is the machine's. */
  at: number;
  sent: boolean;
  /** `INVITE`, `BYE` … of a request, empty for an answer. */
  method: string;
  /** Status code of an answer, 0 for a request. */
  status: number;
  /** Method of the CSeq header: what an answer belongs to. */
  cseqMethod: string;
  callId: string;
  text: string;
}

const ENTRY = /^-{20,} (\d{4}-\d\d-\d\d)[ \t](\d\d:\d\d:\d\d)\.(\d+).*\n\w+ message (sent|received) .*\n\n/gm;

/** Reads what SIPp writes with `-trace_msg` while its clock is UTC. The last message may be incomplete. */
export function parseMessageTrace(trace: string): SipMessage[] {
  const entries = [...trace.matchAll(ENTRY)];
  return entries.map((entry, index) => {
    const [whole, day, time, fraction, direction] = entry;
    const text = trace.slice(entry.index + whole.length, entries[index + 1]?.index ?? trace.length);
    const answer = /^SIP\/2\.0 (\d{3})/.exec(text);
    return {
      at: Date.parse(`${day}T${time}Z`) + Number(`0.${fraction}`) * 1000,
      sent: direction === 'sent',
      method: answer ? '' : (/^([A-Z]+) /.exec(text)?.[1] ?? ''),
      status: Number(answer?.[1] ?? 0),
      cseqMethod: /^CSeq:\s*\d+\s+([A-Z]+)/im.exec(text)?.[1] ?? '',
      callId: /^(?:Call-ID|i):\s*(\S+)/im.exec(text)?.[1] ?? '',
      text,
    };
  });
}
