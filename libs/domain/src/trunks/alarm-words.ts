import type { FailoverClass } from '@trunkline/contracts';

const whatToDo: Readonly<Record<FailoverClass, string>> = {
  unreachable: 'Check host, port and transport, and that no firewall drops SIP. The carrier may be down.',
  failed: 'If it lasts, ask the carrier. A second gateway or trunk takes calls meanwhile.',
  forbidden: 'Check user name and password, the balance of the account, and whether it may call this country.',
  busy: 'If it is so for many numbers, the carrier may have no line left: ask how many calls it takes.',
  no_answer: 'If it is so for many numbers, ask the carrier whether its calls arrive.',
  declined: 'If it is so for many numbers, the carrier may block your calls: ask how it rates your numbers.',
  unallocated: 'Check how the carrier wants numbers to be written, under the numbers of the trunk.',
};

/** What an alarm says of calls that ended so, and what to do about it. */
export function alarmWords(
  end: FailoverClass,
  { gateway, sipCode }: { gateway: string | null; sipCode: number | null },
): { reason: string; advice: string } {
  const where = gateway === null ? 'The carrier' : `The gateway ${gateway}`;
  const answer = sipCode === null ? '' : ` (${sipCode})`;
  const sentences: Readonly<Record<FailoverClass, string>> = {
    unreachable: `${where} did not answer a call.`,
    failed: `${where} could not take a call${answer}.`,
    forbidden: `${where} refused a call of this account${answer}.`,
    busy: `${where} said that the called number is busy${answer}.`,
    no_answer: `${where} said that nobody answered${answer}.`,
    declined: `${where} said that the call was declined${answer}.`,
    unallocated: `${where} does not know the called number${answer}.`,
  };
  return { reason: sentences[end], advice: whatToDo[end] };
}
