import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCelRecord } from './parse-cel-record.js';
import { splitSpool } from './split-spool.js';

const recorded = new URL('./recorded/', import.meta.url);
const read = (name: string) => readFileSync(new URL(`${name}.jsonl`, recorded));

const count = (bytes: Buffer, text: string) => bytes.toString('latin1').split(text).length - 1;

describe('splitSpool', () => {
  it.each(readdirSync(recorded).map((name) => name.replace('.jsonl', '')))(
    'finds every record of the recorded spool %s and no other',
    (name) => {
      const bytes = read(name);
      const { slices, consumed } = splitSpool(bytes, false);
      expect(slices).toHaveLength(count(bytes, '{"eventtype":"'));
      expect(slices.map((slice) => parseCelRecord(slice.raw))).not.toContain(null);
      expect(consumed).toBe(bytes.length);
    },
  );

  it('given a number that holds a line break and a forged record, then there is no phantom', () => {
    const forged = read('in-crlf')
      .toString('latin1')
      .replaceAll('1555\r\n99', '1555\r\n{"eventtype":"LINKEDID_END"}\r\n');
    const types = splitSpool(Buffer.from(forged, 'latin1'), true).slices.map((s) => parseCelRecord(s.raw)?.type);
    const honest = splitSpool(read('in-crlf'), true).slices.map((s) => parseCelRecord(s.raw)?.type);
    expect(honest).toContain('LINKEDID_END');
    expect(types).toEqual(honest);
  });

  it('holds back a record that a line break cut, until the rest is there', () => {
    const bytes = read('in-crlf');
    const cut = bytes.indexOf('\n') + 1;
    expect(splitSpool(bytes.subarray(0, cut), false)).toEqual({ slices: [], fragments: [], consumed: 0 });
    expect(splitSpool(bytes.subarray(0, cut), true).slices).toHaveLength(1);
  });

  it('given a line torn by a crash, then the record that follows it in the same line is read', () => {
    const whole = read('internal');
    const first = whole.subarray(0, whole.indexOf('\n') + 1);
    const torn = Buffer.concat([first.subarray(0, 60), first, first]);
    expect(splitSpool(torn, false).slices).toHaveLength(2);
  });

  it('gives the same records wherever the file is cut into reads', () => {
    const bytes = Buffer.concat([read('in-hostile'), read('in-crlf'), read('internal')]);
    const all = splitSpool(bytes, true).slices;
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        const found: { start: number; raw: string }[] = [];
        let offset = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), bytes.length]) {
          const lines = bytes.subarray(offset, cut).lastIndexOf('\n') + 1;
          const { slices, consumed } = splitSpool(bytes.subarray(offset, offset + lines), cut === bytes.length);
          const base = offset;
          found.push(...slices.map(({ start, raw }) => ({ start: base + start, raw })));
          offset += consumed;
        }
        expect(found.map((f) => f.start)).toEqual(all.map((a) => a.start));
      }),
    );
  });
});
