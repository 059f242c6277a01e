import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCelRecord } from './parse-cel-record.js';

interface Fields {
  type?: string;
  extra?: string;
  exten?: string;
  num?: string;
  name?: string;
}

/** A line as cel_custom writes it: a quote gets a backslash, a backslash gets none (cdrel_custom/formatters.c). */
function line({ type = 'CHAN_START', extra = '', exten = '1001', num = '1002', name = 'Bob' }: Fields = {}): string {
  const value = (text: string) => text.replaceAll('"', '\\"');
  return (
    `{"eventtype":"${type}","eventtime":"1795490636.228393","uniqueid":"node-1-1795490636.30",` +
    `"linkedid":"node-1-1795490636.30","channame":"PJSIP/t_aaaaaaaaaa-0000001e","context":"tl-from-trunk",` +
    `"accountcode":"","peer":"","userdeftype":"","eventextra":"${value(extra)}",` +
    `"exten":"${value(exten)}","num":"${value(num)}","name":"${value(name)}"}`
  );
}

describe('parseCelRecord', () => {
  it('reads an ordinary line, times to the microsecond', () => {
    expect(parseCelRecord(line())).toEqual({
      type: 'CHAN_START',
      atMicros: 1795490636228393,
      uniqueid: 'node-1-1795490636.30',
      linkedid: 'node-1-1795490636.30',
      channel: 'PJSIP/t_aaaaaaaaaa-0000001e',
      context: 'tl-from-trunk',
      peer: '',
      extra: {},
      exten: '1001',
      num: '1002',
      name: 'Bob',
    });
  });

  it("reads HANGUP's fields and those of our own events", () => {
    const hangup = parseCelRecord(line({ type: 'HANGUP', extra: '{"hangupcause":16,"dialstatus":"ANSWER"}' }));
    expect(hangup?.extra).toEqual({ hangupcause: '16', dialstatus: 'ANSWER' });
    const own = parseCelRecord(line({ type: 'TL_ATTEMPT', extra: '{"extra":"route=r_a;trunk=t_b;number=+1555"}' }));
    expect(own?.extra).toEqual({ route: 'r_a', trunk: 't_b', number: '+1555' });
  });

  it('given a caller name that breaks the JSON, then the trusted fields and the dialled number are read', () => {
    const raw = line({ name: 'Ev\\"il \\' });
    expect(() => JSON.parse(raw)).toThrow();
    expect(parseCelRecord(raw)).toMatchObject({ linkedid: 'node-1-1795490636.30', exten: '1001', name: null });
  });

  it('given a number with a line break, then the record is read as one', () => {
    expect(parseCelRecord(line({ num: '1555\r\n99' }))).toMatchObject({ num: '155599', name: 'Bob' });
  });

  it('given a name that spells other fields, then it does not change them', () => {
    const row = parseCelRecord(line({ name: '","linkedid":"stolen' }));
    expect(row).toMatchObject({ linkedid: 'node-1-1795490636.30', name: '","linkedid":"stolen' });
  });

  it('takes no line that does not begin like one of ours', () => {
    expect(parseCelRecord('99","name":"Bob"}')).toBeNull();
    expect(parseCelRecord('{"eventtype":"LINKEDID_END","linkedid":"x"}')).toBeNull();
    expect(parseCelRecord('')).toBeNull();
  });

  it('keeps the trusted fields whatever a stranger writes into his', () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.constantFrom('"', '\\', '\n', '\r', '{', '}', ',', ':'),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
      ),
      maxLength: 79,
    });
    fc.assert(
      fc.property(hostile, hostile, hostile, (exten, num, name) => {
        const row = parseCelRecord(line({ type: 'ANSWER', exten, num, name }));
        expect(row).toMatchObject({
          type: 'ANSWER',
          uniqueid: 'node-1-1795490636.30',
          linkedid: 'node-1-1795490636.30',
        });
      }),
      { numRuns: 1000 },
    );
  });
});
