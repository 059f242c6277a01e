import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfRefusedError } from './conf-refused-error.js';
import { ConfWriter } from './conf-writer.js';
import { readConf } from './read-conf.fixture.js';

function written(value: string): string | null {
  try {
    return new ConfWriter().section('t_x').set('before', '1').set('password', value).set('after', '2').toString();
  } catch (error) {
    if (error instanceof ConfRefusedError) return null;
    throw error;
  }
}

const survives = (value: string) => {
  const text = written(value);
  if (text === null) return;
  expect(readConf(text)).toEqual([
    {
      section: 't_x',
      entries: [
        ['before', '1'],
        ['password', value],
        ['after', '2'],
      ],
    },
  ]);
};

describe('ConfWriter', () => {
  it('given any string, when it is a value, then it is refused or read back as it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), survives), { numRuns: 2000 });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...';\\-[]#=>(){}$" \'\n\r\0\t,&ab') }), survives), {
      numRuns: 5000,
    });
  });

  it.each([';', 'a;b', '\\;', 'a\\', ';--', '--;', '#include x', '[section]', '#exec rm', '> a', 'über;uns'])(
    'given %j, when it is a value, then it is written and read back',
    (value) => {
      expect(written(value)).not.toBeNull();
      survives(value);
    },
  );

  it.each(['', ' a', 'a ', 'a\nb', 'a\rb', 'a\0b', 'a\tb', 'a\u0085b', 'a\u2028b', '\ud800', 'x'.repeat(5000)])(
    'given %j, when it is a value, then it is refused',
    (value) => expect(written(value)).toBeNull(),
  );

  it('given a refused value, then the error names the place and not the value', () => {
    const writer = new ConfWriter().section('t_abc');
    expect(() => writer.set('password', 'hunter2\n')).toThrow(/^\[t_abc\] password contains a control character$/);
  });

  it.each(['a b', 'a]', '', '../x', 'a(b)', 'x\n[y'])('given the section name %j, then it is refused', (name) => {
    expect(() => new ConfWriter().section(name)).toThrow(ConfRefusedError);
    expect(() => new ConfWriter().more(name)).toThrow(ConfRefusedError);
  });

  it.each(['/etc/passwd', '../x.conf', 'a.conf\n#exec x', 'a'])('given the include %j, then it is refused', (path) => {
    expect(() => new ConfWriter().include(path)).toThrow(ConfRefusedError);
  });
});
