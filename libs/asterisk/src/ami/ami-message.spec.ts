import { describe, expect, it } from 'vitest';
import { AmiStream, writeAction } from './ami-message.js';

describe('AmiStream', () => {
  it('given a message in pieces, then it comes out whole, once', () => {
    const stream = new AmiStream();
    const text = 'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: tl-1\r\nMessage: a: b\r\n\r\nEvent: R';
    const got = [...text].flatMap((character) => stream.push(character));
    expect(got).toEqual([{ response: 'Success', actionid: 'tl-1', message: 'a: b' }]);
    expect(stream.push('egistry\r\nStatus: Rejected\r\n\r\n')).toEqual([{ event: 'Registry', status: 'Rejected' }]);
  });

  it('given a value with control characters, then they are gone; given a header twice, then the first counts', () => {
    expect(new AmiStream().push('Event: X\r\nName: a\u001b[31mb\u202e\r\nEvent: Y\r\n\r\n')).toEqual([
      { event: 'X', name: 'a[31mb' },
    ]);
  });
});

describe('writeAction', () => {
  it('writes one header a line', () => {
    expect(writeAction({ Action: 'Login', Secret: 'a:b' })).toBe('Action: Login\r\nSecret: a:b\r\n\r\n');
  });

  it.each(['a\r\nAction: Originate', 'a\nb', 'a\0'])('given the value %j, then nothing is written', (value) => {
    expect(() => writeAction({ Registration: value })).toThrow(TypeError);
  });
});
