import type { PbxSnapshot } from '@trunkline/domain';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleSnapshot, render } from '../snapshot.fixture.js';
import { diffFiles } from './diff-files.js';
import { maskSecrets, withoutMarks } from './mask-secrets.js';
import { registrationsSent } from './registrations-sent.js';

/** The example with what `change` does to it. */
function changed(change: (snapshot: PbxSnapshot) => void): PbxSnapshot {
  const snapshot = exampleSnapshot();
  change(snapshot);
  return snapshot;
}
const maskedDiff = (before: PbxSnapshot, after: PbxSnapshot) => {
  const masked = maskSecrets(before, after);
  return diffFiles(render(masked.before), render(masked.after));
};
const firstTrunk = (snapshot: PbxSnapshot, fields: Partial<PbxSnapshot['trunks'][number]>) =>
  Object.assign(snapshot.trunks[0] ?? {}, fields);

describe('the diff of two revisions', () => {
  it('is empty when the files are the same', () => {
    expect(maskedDiff(exampleSnapshot(), exampleSnapshot())).toEqual([]);
  });

  it('names each file that changed, with what was added and removed, as a patch that can be applied', () => {
    const before = exampleSnapshot();
    const after = changed((snapshot) => firstTrunk(snapshot, { port: 5070 }));
    const diffs = maskedDiff(before, after);
    expect(diffs.map(({ file, added, removed }) => [file, added, removed])).toEqual([
      ['pjsip_aor.conf', 1, 1],
      ['pjsip_registration.conf', 2, 2],
    ]);
    const masked = maskSecrets(before, after);
    for (const { file, unified } of diffs) {
      const name = file as 'pjsip_aor.conf';
      const shown = (snapshot: PbxSnapshot) => withoutMarks(render(snapshot).get(name) ?? '');
      expect(applyPatch(shown(masked.before), unified)).toBe(shown(masked.after));
    }
    expect(diffs[0]?.hunks[0]?.lines).toContainEqual({ kind: 'added', text: 'contact = sip:127.0.20.3:5070' });
  });

  it('of a whole file that changed says that it is too large', () => {
    const many = (prefix: string) =>
      new Map([['extensions.conf' as const, Array.from({ length: 3000 }, (_one, n) => `${prefix}${n}\n`).join('')]]);
    expect(diffFiles(many('a'), many('b'))).toMatchObject([{ file: 'extensions.conf', tooLarge: true, hunks: [] }]);
  });

  it('shows of a secret that it is there and whether it changed, never what it is or how long', () => {
    const secret = fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom(...'abcXYZ0189;[]#"$') });
    fc.assert(
      fc.property(secret, secret, secret, (old, fresh, phone) => {
        const before = changed((snapshot) => firstTrunk(snapshot, { password: old }));
        const after = changed((snapshot) => {
          firstTrunk(snapshot, { password: fresh });
          Object.assign(snapshot.extensions[0] ?? {}, { name: 'Another', secret: phone });
        });
        const text = JSON.stringify(maskedDiff(before, after));
        for (const value of [old, fresh, phone, 'phone-secret']) expect(text).not.toContain(value);
        const lines = maskedDiff(before, after)
          .flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines))
          .filter((line) => line.text.startsWith('password'))
          .map(({ kind, text: line }) => `${kind} ${line}`);
        const pair = ['removed password = ••••', 'added password = •••• (changed)'];
        expect(lines.filter((line) => !line.startsWith('context'))).toEqual(old === fresh ? pair : [...pair, ...pair]);
        for (const line of lines) expect(line).toMatch(/^\w+ password = ••••( \(changed\))?$/);
      }),
      { numRuns: 100 },
    );
  });

  it('shows that a PIN is another one, or was set again, and not what it is', () => {
    const set = (pinSecret: string, pinsSet: number) =>
      changed((snapshot) => Object.assign(snapshot.extensions[0]?.voicemail ?? {}, { pinSecret, pinsSet }));
    const lines = (after: PbxSnapshot) =>
      maskedDiff(set('4711', 1), after)
        .flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines))
        .flatMap(({ kind, text }) => (kind === 'added' ? [text] : []));
    expect(lines(set('4712', 2))).toEqual(['; PIN no. 2', '1001 => •••• (changed)']);
    expect(lines(set('4711', 2))).toEqual(['; PIN no. 2']);
  });

  it('does not take the masks of two secrets for the same line', () => {
    const { trunks, ...rest } = exampleSnapshot();
    const alone = { ...rest, trunks: trunks.slice(0, 1), extensions: [] };
    const after = { ...rest, trunks: alone.trunks.map((trunk) => ({ ...trunk, password: 'other' })) };
    const auth = maskedDiff(alone, after).find(({ file }) => file === 'pjsip_auth.conf')?.unified ?? '';
    const own = auth.match(/^[+-]password.*$/gm);
    expect(own).toEqual(['-password = ••••', '+password = •••• (changed)', '+password = ••••', '+password = ••••']);
    expect(auth).not.toContain('\u2060');
  });

  it('shows the secret of what is new or gone as a secret', () => {
    const without = changed((snapshot) => snapshot.trunks.shift());
    for (const diff of [maskedDiff(without, exampleSnapshot()), maskedDiff(exampleSnapshot(), without)]) {
      const auth = diff.find(({ file }) => file === 'pjsip_auth.conf')?.unified ?? '';
      expect(auth).toMatch(/^[+-]password = ••••$/m);
      expect(auth).not.toContain('changed');
    }
  });
});

describe('registrations that are sent', () => {
  const sent = (after: PbxSnapshot) => {
    const masked = maskSecrets(exampleSnapshot(), after);
    return registrationsSent(render(masked.before), render(masked.after));
  };

  it.each([
    ['nothing that a carrier sees', {}, [], []],
    ['the codecs', { codecs: ['alaw'] as const }, [], []],
    ['the password alone', { password: 'another' }, ['t_carrieraaa'], []],
    ['the host', { host: 'sip.example.net' }, ['t_carrieraaa'], []],
    ['how it is known', { auth: 'ip' as const }, [], ['t_carrieraaa']],
  ])('given %s of a trunk changed, then that trunk alone', (_what, fields, register, unregister) => {
    expect(sent(changed((snapshot) => firstTrunk(snapshot, fields as object)))).toEqual({ register, unregister });
  });
});
