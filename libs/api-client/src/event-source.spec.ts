import { describe, expect, it } from 'vitest';
import { ServerSentEvents } from './event-source.js';

const text = ': hello\n\nid: 1\ndata: {"a":1}\n\nevent: stale\r\ndata: null\r\n\r\nid: 9\n\n';

describe('ServerSentEvents', () => {
  it.each([1, 2, 7, 1000])(
    'reads messages whose text comes in pieces of %i, and has seen an id only with its message',
    (size) => {
      const parser = new ServerSentEvents();
      const found = [];
      for (let at = 0; at < text.length; at += size) {
        found.push(...parser.push(text.slice(at, at + size)));
        if (found.length === 0) expect(parser.lastId).toBe('');
      }
      expect(found).toEqual([
        { event: 'message', data: '{"a":1}', id: '1' },
        { event: 'stale', data: 'null', id: '1' },
      ]);
      expect(parser.lastId).toBe('9');
    },
  );
});
