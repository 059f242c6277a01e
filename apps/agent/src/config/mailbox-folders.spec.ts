import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MailboxFolders } from './mailbox-folders.js';

describe('MailboxFolders', () => {
  let root: string;
  let folders: MailboxFolders;
  const at = (...names: string[]) => join(root, 'voicemail/e_aaaaaaaaaa', ...names);
  const pin = (number: string) => readFileSync(at(number, 'secret.conf'), 'utf8');
  const box = (number: string, ours: string, pinsSet: number) => [
    { context: 'e_aaaaaaaaaa', number, pin: ours, pinsSet },
  ];
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'mailboxes-'));
    writeFileSync(join(root, 'asterisk.conf'), `astspooldir => ${root}\n`);
    folders = new MailboxFolders(root);
    await folders.follow(box('1001', '4711', 1));
  });

  it('has the PIN where Asterisk reads it', () => {
    expect(pin('1001')).toBe('[general]\npassword = 4711\n');
  });

  it('leaves a PIN that was set at the phone, until one of ours is set, be it the same as before', async () => {
    writeFileSync(at('1001/secret.conf'), 'of the phone');
    await folders.follow(box('1001', '4711', 1));
    expect(pin('1001')).toBe('of the phone');
    await folders.follow(box('1001', '4711', 2));
    expect(pin('1001')).toContain('4711');
  });

  it('takes the messages and the PIN of the phone along with a new number, and back', async () => {
    mkdirSync(at('1001/INBOX'));
    writeFileSync(at('1001/secret.conf'), 'of the phone');
    for (const [from, to] of [
      ['1001', '1005'],
      ['1005', '1001'],
    ] as const) {
      await folders.follow(box(to, '4711', 1));
      expect([existsSync(at(from)), existsSync(at(to, 'INBOX')), pin(to)]).toEqual([false, true, 'of the phone']);
    }
  });

  it('does nothing where the spool is not known', async () => {
    writeFileSync(join(root, 'asterisk.conf'), '');
    await folders.follow(box('1007', '4711', 1));
    expect(existsSync(at('1007'))).toBe(false);
  });
});
