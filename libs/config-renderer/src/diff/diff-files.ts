import type { ConfigFileDiff } from '@trunkline/contracts';
import { formatPatch, type StructuredPatch, structuredPatch } from 'diff';
import type { RevisionFiles } from '../reload-plan.js';
import { withoutMarks } from './mask-secrets.js';

/** Past so many changed lines a diff says nothing to people and costs too much. */
const mostChanges = 1000;
const kinds = { ' ': 'context', '+': 'added', '-': 'removed' } as const;

/** What differs between the files of two revisions, a diff for each file that does. Pure. */
export function diffFiles(from: RevisionFiles, to: RevisionFiles): ConfigFileDiff[] {
  return [...to].flatMap(([file, text]) => {
    const before = from.get(file) ?? '';
    return before === text ? [] : [diffFile(file, before, text)];
  });
}

function diffFile(file: string, before: string, after: string): ConfigFileDiff {
  const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    maxEditLength: mostChanges,
  });
  if (!patch) return { file, tooLarge: true, added: 0, removed: 0, unified: '', hunks: [] };
  const hunks = patch.hunks.map(hunk);
  const count = (kind: string) => hunks.flatMap(({ lines }) => lines).filter((line) => line.kind === kind).length;
  return {
    file,
    tooLarge: false,
    added: count('added'),
    removed: count('removed'),
    unified: withoutMarks(formatPatch(patch)),
    hunks,
  };
}

function hunk({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatch['hunks'][number]) {
  return {
    ...{ oldStart, oldLines, newStart, newLines },
    lines: lines.flatMap((line) => {
      // A line that begins with a backslash is no line of the file: "No newline at end of file".
      const kind = kinds[line.charAt(0) as keyof typeof kinds];
      return kind ? [{ kind, text: withoutMarks(line.slice(1)) }] : [];
    }),
  };
}
