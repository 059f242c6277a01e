import { readFileSync } from 'node:fs';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { callSchema, idSchema, timestampSchema } from '@trunkline/contracts';
import type { CallDraft } from '@trunkline/domain';
import { z } from 'zod';

const draftSchema = z.object({
  type: z.enum(['call.started', 'call.updated', 'call.ended', 'call.merged']),
  id: idSchema,
  at: timestampSchema,
  data: callSchema,
});

/**
 * Events that the database has not taken yet, in a file, so that they outlive this process. One JSON line each, in
 * order. Whatever is asked is done one after the other behind the caller's back: events do not wait for a disk.
 */
export class DraftJournal {
  /** Bytes in the file once everything asked for is done. */
  bytes = 0;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What a former process left. A line that is cut off, as by a crash, ends it. */
  read(): CallDraft[] {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return [];
    }
    const drafts: CallDraft[] = [];
    for (const line of text.split('\n').filter(Boolean)) {
      const draft = readLine(line);
      if (draft === null) break;
      drafts.push(draft);
    }
    this.bytes = Buffer.byteLength(text);
    return drafts;
  }

  keep(drafts: readonly CallDraft[]): void {
    const text = linesOf(drafts);
    this.bytes += Buffer.byteLength(text);
    this.later(() => appendFile(this.path, text, { mode: 0o600 }));
  }

  /** Puts these in place of all that is kept. */
  replace(drafts: readonly CallDraft[]): void {
    const text = linesOf(drafts);
    this.bytes = Buffer.byteLength(text);
    this.later(async () => {
      await writeFile(`${this.path}.new`, text, { mode: 0o600 });
      await rename(`${this.path}.new`, this.path);
    });
  }

  clear(): void {
    this.bytes = 0;
    this.later(() => rm(this.path, { force: true }));
  }

  /** Settles when everything asked for is done. */
  settled(): Promise<void> {
    return this.work;
  }

  private later(step: () => Promise<unknown>): void {
    this.work = this.work.then(step).then(() => undefined, this.onError);
  }
}

const linesOf = (drafts: readonly CallDraft[]): string => drafts.map((draft) => `${JSON.stringify(draft)}\n`).join('');

function readLine(line: string): CallDraft | null {
  try {
    return draftSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
