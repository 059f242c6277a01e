import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attemptClass } from './attempt-class.js';

const dialplan = readFileSync(new URL('../../../../asterisk-config/static/extensions.conf', import.meta.url), 'utf8');
const [, context = ''] = /\[tl-class\]\n(.*?)\n\n/s.exec(dialplan) ?? [];
const lines = [...context.matchAll(/^exten => (_?)([^,]+),1,Return\((\w+)\)$/gm)];
const named = new Map(lines.map(([, , exten = '', found = '']) => [exten, found]));

describe('attemptClass', () => {
  it('says of every code what the dialplan says', () => {
    expect(lines).toHaveLength(context.split('\n').length);
    for (let code = 300; code < 700; code += 1) {
      expect([code, attemptClass('CONGESTION', code)]).toEqual([code, named.get(`c${code}`) ?? named.get('cXXX')]);
    }
    expect(attemptClass('CHANUNAVAIL', null)).toBe(named.get('c'));
    for (const status of ['BUSY', 'NOANSWER']) expect(attemptClass(status, 486)).toBe(named.get(status));
  });

  it('tells a carrier that was not asked', () => {
    expect(attemptClass('FULL', null)).toBeNull();
    expect(attemptClass('SKIPPED', null)).toBeNull();
  });
});
