import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderedMailbox } from '@trunkline/config-renderer';
import { asteriskDir } from '../connection/asterisk-dirs.js';
import { onDisk } from './disk-problem.js';
import { writeDurably } from './durable-files.js';

/** The PIN that counts: ours, or one that was set at the phone since. */
const secret = 'secret.conf';
/** How often ours was set when it was written there. */
const marker = 'pins-set';

/**
 * The folders in which Asterisk keeps messages: `voicemail/<e_…>/<number>` of its spool. They follow a mailbox whose number or
 * PIN changes.
 */
export class MailboxFolders {
  constructor(private readonly etcDirectory: string) {}

  /**
   * Readies the folders before Asterisk reads of these mailboxes. Messages go along with a new number. For Asterisk a PIN that is
   * kept there counts before that of voicemail.conf, so one that was set since takes its place.
   * @throws DiskProblem
   */
  async follow(mailboxes: readonly RenderedMailbox[]): Promise<void> {
    if (mailboxes.length === 0) return;
    const spool = await asteriskDir(this.etcDirectory, 'astspooldir');
    if (spool === null) return;
    await onDisk(spool, async () => {
      for (const mailbox of mailboxes) await followOne(join(spool, 'voicemail', mailbox.context), mailbox);
    });
  }
}

async function followOne(context: string, { number, pin, pinsSet }: RenderedMailbox): Promise<void> {
  const folder = join(context, number);
  await mkdir(context, { recursive: true, mode: 0o770 });
  const folders = (await readdir(context)).filter((name) => /^\d+$/.test(name));
  const [old] = folders;
  if (old !== undefined && !folders.includes(number)) await rename(join(context, old), folder);
  const told = await readFile(join(context, marker), 'utf8').catch(() => '');
  if (told === String(pinsSet)) return;
  await mkdir(folder, { recursive: true, mode: 0o770 });
  await rm(join(folder, secret), { force: true });
  await writeDurably(join(folder, secret), `[general]\npassword = ${pin}\n`);
  // Last: one that is cut short is done again.
  await writeFile(join(context, marker), String(pinsSet), { mode: 0o640 });
}
