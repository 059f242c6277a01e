import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AsteriskError } from '../errors.js';
import { channelSchema, readAnswer, readEvent } from './read-answers.js';

describe('readEvent', () => {
  it('given an event of a type nobody knows, then it is kept with all its fields', () => {
    expect(readEvent('{"type":"Novel","timestamp":"t","x":{"y":[1,null,"z"]}}')).toEqual({
      type: 'Novel',
      timestamp: 't',
      x: { y: [1, null, 'z'] },
    });
  });

  it('given a hostile caller name, then controls and bidi characters are gone and markup stays text', () => {
    const name = '<img onerror=x>\r\nVia: \u202Eevil\u0000';
    const event = readEvent(JSON.stringify({ type: 'ChannelCreated', timestamp: 't', channel: { caller: { name } } }));
    expect(event).toMatchObject({ channel: { caller: { name: '<img onerror=x>Via: evil' } } });
  });

  it('given anything at all, then it never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const event = readEvent(text);
        if (event !== null) expect(typeof event.type).toBe('string');
      }),
    );
  });

  it('given a value nested without end, then it is cut off', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(readEvent(`{"type":"X","timestamp":"t","a":${deep}}`)).not.toBeNull();
  });
});

describe('readAnswer', () => {
  it('given an answer of another shape, then it is an error of Asterisk', () => {
    expect(() => readAnswer('channels', channelSchema, { id: 1 })).toThrow(AsteriskError);
  });
});
