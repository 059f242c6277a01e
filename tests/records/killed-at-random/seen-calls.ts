import type { Disposition } from '@trunkline/contracts';
import type { SipMessage } from '@trunkline/testing';

/** What a caller saw of one call. */
export interface SeenCall {
  /** Status codes in the order in which they came. */
  answers: number[];
  /** It got as far as the dialplan: it rang, was answered, or was refused by a phone. */
  reached: boolean;
  /** It ended as calls do: nothing was killed under it. */
  peaceful: boolean;
  disposition: Disposition;
  /** Seconds from the answer to our BYE; 0 for a call that was not answered. */
  billedSeconds: number;
}

/** The calls of a trace by the user of their From header, which is another one for each. */
export function seenCalls(messages: readonly SipMessage[]): Map<string, SeenCall> {
  const calls = grouped(messages, ({ callId }) => callId);
  // Asterisk asks trunks with OPTIONS whether they are there.
  const made = [...calls.values()].filter(([first]) => first?.sent && first.method === 'INVITE');
  return new Map(made.map((ofCall) => [callerOf(ofCall), seenCall(ofCall)]));
}

/** `items` by the key of each. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const callerOf = (messages: readonly SipMessage[]): string =>
  /^From:.*<sip:([^@]+)@/im.exec(messages[0]?.text ?? '')?.[1] ?? '';

function seenCall(messages: readonly SipMessage[]): SeenCall {
  const got = (status: number, method: string) =>
    messages.find((message) => message.status === status && message.cseqMethod === method && !message.sent);
  const answers = messages.filter(({ sent, status }) => !sent && status > 0).map(({ status }) => status);
  const [answered, gone] = [got(200, 'INVITE'), got(200, 'BYE')];
  const bye = messages.find(({ sent, method }) => sent && method === 'BYE');
  const [busy, unanswered, cancelled] = [got(486, 'INVITE'), got(480, 'INVITE'), got(487, 'INVITE')];
  // Without ringing 480 is Asterisk's own word: the phone could not be reached.
  const rang = got(180, 'INVITE') !== undefined;
  return {
    answers,
    reached: [180, 183, 200, 480, 486, 487].some((status) => got(status, 'INVITE') !== undefined),
    peaceful: [answered && gone, busy, unanswered, cancelled].some((end) => end !== undefined),
    disposition: answered ? 'answered' : busy ? 'busy' : unanswered ? (rang ? 'no_answer' : 'failed') : 'cancelled',
    billedSeconds: answered && bye ? (bye.at - answered.at) / 1000 : 0,
  };
}
