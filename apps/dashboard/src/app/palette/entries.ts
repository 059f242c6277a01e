import type { Icon } from '@tabler/icons-react';
import type { NavigateOptions } from '@tanstack/react-router';

/** Something that can be chosen: where it leads, or what it does. */
export interface Entry {
  key: string;
  icon: Icon;
  label: string;
  note?: string | null;
  /** The shortcut that does the same. */
  keys?: readonly string[];
  choose: { to: NavigateOptions } | { run: () => void };
}

export interface EntryGroup {
  title: string;
  entries: Entry[];
}

/** A text as it is compared: without case and accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose label has every word of `text`; groups without any are left out. */
export function fitting(groups: readonly EntryGroup[], text: string): EntryGroup[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const fits = ({ label }: Entry) => words.every((word) => folded(label).includes(word));
  return withEntries(groups.map(({ title, entries }) => ({ title, entries: entries.filter(fits) })));
}

/** The groups that have something. */
export const withEntries = (groups: readonly EntryGroup[]): EntryGroup[] =>
  groups.filter(({ entries }) => entries.length > 0);
