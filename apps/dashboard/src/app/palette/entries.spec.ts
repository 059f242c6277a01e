import type { Icon } from '@tabler/icons-react';
import { expect, it } from 'vitest';
import { type EntryGroup, fitting } from './entries';

const icon = null as unknown as Icon;
const group = (title: string, ...labels: string[]): EntryGroup => ({
  title,
  entries: labels.map((label) => ({ key: label, icon, label, choose: { run: () => undefined } })),
});
const groups = [group('Pages', 'Übersicht', 'Nebenstellen'), group('Actions', 'Neue Nebenstelle', 'Neue Rufnummer')];

it.each([
  ['', ['Übersicht', 'Nebenstellen', 'Neue Nebenstelle', 'Neue Rufnummer']],
  ['uber', ['Übersicht']],
  ['neben NEUE', ['Neue Nebenstelle']],
  ['1001', []],
])('of pages and actions “%s” fits %j', (text, labels) => {
  const found = fitting(groups, text);
  expect(found.flatMap(({ entries }) => entries.map(({ label }) => label))).toEqual(labels);
  expect(found.every(({ entries }) => entries.length > 0)).toBe(true);
});
