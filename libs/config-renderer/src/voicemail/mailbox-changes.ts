import { changedSections } from '../conf/changed-sections.js';

type Files = ReadonlyMap<string, string>;

/** A mailbox as a revision has it: its context (`e_…`), its number, its PIN, and how often that was set. */
export interface RenderedMailbox {
  context: string;
  number: string;
  pin: string;
  pinsSet: number;
}

/** The mailboxes of `to` that may differ from those of `from`. Pure. */
export function changedMailboxes(from: Files, to: Files): RenderedMailbox[] {
  const { before, after } = changedSections(from.get('voicemail.conf') ?? '', to.get('voicemail.conf') ?? '');
  return [...after].flatMap(([context, text]): RenderedMailbox[] => {
    const [, pinsSet, number, pin] = /^; PIN no\. (\d+)\n(\d+) => (\S+)$/m.exec(text) ?? [];
    if (number === undefined || pin === undefined || before.get(context) === text) return [];
    return [{ context, number, pin, pinsSet: Number(pinsSet) }];
  });
}
