import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pjsipObjects, pjsipOptionRules } from '@trunkline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import { readConf } from '../conf/read-conf.fixture.js';
import { exampleSnapshot, render } from '../snapshot.fixture.js';

const templates = join(import.meta.dirname, '../../../../asterisk-config/static/pjsip_templates.conf');
const fileOf = {
  endpoint: 'pjsip_endpoint.conf',
  aor: 'pjsip_aor.conf',
  registration: 'pjsip_registration.conf',
} as const;

function withOption(option: unknown): Map<string, string> | null {
  const snapshot = exampleSnapshot();
  Object.assign(snapshot.trunks[0] ?? {}, { pjsipOptions: [option] });
  try {
    return render(snapshot);
  } catch (error) {
    if (error instanceof ConfRefusedError) return null;
    throw error;
  }
}

describe('options of pjsip that a trunk sets by their names', () => {
  it('are none of those that Trunkline sets itself, in any trunk or template', () => {
    const snapshot = exampleSnapshot();
    for (const trunk of snapshot.trunks) trunk.pjsipOptions = [];
    const files = render(snapshot);
    for (const object of pjsipObjects) {
      const own = new Set(
        `${files.get(fileOf[object])}${object === 'endpoint' ? readFileSync(templates, 'utf8') : ''}`
          .split('\n')
          .flatMap((line) => /^([a-z0-9_]+) = /.exec(line)?.[1] ?? []),
      );
      expect(own.size).toBeGreaterThan(4);
      expect(Object.keys(pjsipOptionRules[object]).filter((option) => own.has(option))).toEqual([]);
    }
  });

  it('whatever they are, are refused or change one line of one object', () => {
    const option = fc.constantFrom(
      ...pjsipObjects.flatMap((object) => Object.keys(pjsipOptionRules[object])),
      ...['context', 'set_var', 'type', 'contact', '__proto__', 'a\n[x]'],
    );
    const value = fc.oneof(
      fc.constantFrom('yes', 'no', '20', 'update', 'a;b', 'a\n[x]'),
      fc.string({ unit: 'binary' }),
    );
    let written = 0;
    const plain = render(exampleSnapshot());
    fc.assert(
      fc.property(fc.constantFrom(...pjsipObjects), option, value, (object, name, text) => {
        const files = withOption({ object, option: name, value: text });
        if (files === null) return;
        written += 1;
        const changed = [...files].filter(([file, content]) => plain.get(file as 'rtp.conf') !== content);
        expect(changed.map(([file]) => file)).toEqual([fileOf[object]]);
        const before = readConf(plain.get(fileOf[object]) ?? '');
        const expected = before.map(({ section, entries }) => {
          return { section, entries: section === 't_carrieraaa' ? [...entries, [name, text]] : entries };
        });
        expect(readConf(files.get(fileOf[object]) ?? '')).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
    expect(written).toBeGreaterThan(20);
  });
});
