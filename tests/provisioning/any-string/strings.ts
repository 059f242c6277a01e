import fc from 'fast-check';

const parts = [
  ...[';', '\\', '#include x', '#exec id', '[x]', '](!)', '=>', '=', '"', "'", '<', '>', '&PJSIP/t_x', '|', ',', '^'],
  ...[
    '$',
    '{',
    '}',
    '(',
    ')',
    'SHELL(id)',
    '\r',
    '\n',
    '\r\n[x]\r\ntype=auth\r\n',
    '\0',
    '\t',
    '\u001b[31m',
    '\u007f',
    '\u0085',
  ],
  ...[
    '\u2028',
    '\u202e',
    '\u2066',
    '\u200f',
    '\ufeff',
    '\u00a0',
    ' ',
    'é',
    '\u0301',
    '漢',
    '😀',
    '\ud83d',
    '\ude00',
    '\uffff',
  ],
  ...[
    '--',
    ';--',
    '--;',
    '%0d%0a',
    '%',
    '@',
    'sip:',
    '/',
    '..',
    'a',
    'Z',
    '0',
    '1',
    '9',
    '+',
    '.',
    '-',
    '_',
    '~',
    '*',
    '!',
  ],
];

/** Any text: single characters of all of Unicode, lone halves of some, and pieces that programs give a meaning to. */
const anything = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 12 }).map((some) => some.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      'x'.repeat(64),
      'x'.repeat(101),
      '漢'.repeat(100),
      '😀'.repeat(50),
      'y'.repeat(20_000),
    ),
  },
);

const of = (characters: string, maxLength: number, minLength = 1) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const letters = 'abcXYZ0189';
const ascii = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join('');

/** Texts in the alphabet of a field, so that some are accepted: what is refused proves little of the writer. */
export const shaped = {
  label: of(`${ascii} ${'éß漢😀ñ'}`, 100),
  secret: of(ascii, 128),
  sipUser: of(`${letters}_.+!%*'~-`, 64),
  host: fc.oneof(
    fc.ipV4(),
    of(letters, 20).chain((name) => of(`${letters}-.`, 30).map((more) => `${name}${more}`)),
  ),
  callerNumber: of('0123456789+', 16),
  extensionNumber: of('0123456789', 9),
  e164: of('0123456789', 15).map((digits) => `+${digits}`),
  pattern: of('0123456789+*#XZN[]-.', 12),
  prepend: of('0123456789+*#', 21, 0),
};
export type Shape = keyof typeof shaped;

/** The n-th text for a field of that shape: of every three two are shaped, one is anything. */
export function texts(shape: Shape, count: number, seed: number): string[] {
  return fc.sample(fc.oneof({ weight: 2, arbitrary: shaped[shape] }, { weight: 1, arbitrary: anything }), {
    numRuns: count,
    seed,
  });
}
