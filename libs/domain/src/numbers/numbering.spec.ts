import type { Numbering } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { inboundRewritings, outboundRewritings, rewritten } from './numbering.js';

const germany: Numbering = {
  ...{ countryCode: '49', nationalPrefix: '0', internationalPrefix: '00' },
  ...{ out: 'e164', in: 'national' },
};
const america: Numbering = { ...germany, countryCode: '1', nationalPrefix: '1', internationalPrefix: '011' };
const spain: Numbering = { ...germany, countryCode: '34', nationalPrefix: '' };
const out = (numbering: Numbering, number: string) => rewritten(number, outboundRewritings(numbering));

describe('numbers as a carrier wants them', () => {
  it.each<[Numbering['out'], Numbering, [string, string][]]>([
    [
      'as_dialled',
      germany,
      [
        ['030123', '030123'],
        ['+4930123', '+4930123'],
      ],
    ],
    [
      'e164',
      germany,
      [
        ['030123', '+4930123'],
        ['0033123', '+33123'],
        ['+33123', '+33123'],
        ['112', '112'],
        ['0', '0'],
        ['00', '+490'],
      ],
    ],
    [
      'e164',
      america,
      [
        ['15550100', '+15550100'],
        ['01144123', '+44123'],
        ['5550100', '5550100'],
      ],
    ],
    [
      'e164',
      spain,
      [
        ['910123456', '910123456'],
        ['0044123', '+44123'],
      ],
    ],
    [
      'digits',
      germany,
      [
        ['030123', '4930123'],
        ['0033123', '33123'],
        ['+33123', '33123'],
        ['112', '112'],
      ],
    ],
    [
      'national',
      germany,
      [
        ['+4930123', '030123'],
        ['+33123', '0033123'],
        ['004930123', '030123'],
        ['0033123', '0033123'],
        ['030123', '030123'],
      ],
    ],
    [
      'national',
      spain,
      [
        ['+34910123456', '910123456'],
        ['+44123', '0044123'],
      ],
    ],
  ])('%s', (form, numbering, pairs) => {
    for (const [number, written] of pairs) expect(out({ ...numbering, out: form }, number)).toBe(written);
  });

  it('are taken in E.164 form from a carrier that writes them as they are dialled, and as they are from others', () => {
    const taken = (numbering: Numbering, number: string) => rewritten(number, inboundRewritings(numbering));
    expect(taken(germany, '030123')).toBe('+4930123');
    expect(taken(germany, '0033123')).toBe('+33123');
    expect(taken(germany, '4930123')).toBe('4930123');
    expect(taken({ ...germany, in: 'as_sent' }, '030123')).toBe('030123');
  });
});
