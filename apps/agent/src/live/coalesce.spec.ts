import type { CallDraft } from '@trunkline/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coalesce, shrinkBacklog } from './coalesce.js';
import { draftOf as draft } from './spec/draft-of.js';

const story = (drafts: readonly CallDraft[]) => drafts.map(({ type, data }) => `${data.id} ${type} ${data.state}`);

describe('coalesce', () => {
  it('puts an update into the event before it when the state stays', () => {
    const drafts = [
      draft('call.started', 'a', 'ringing'),
      draft('call.updated', 'a', 'ringing'),
      draft('call.updated', 'a', 'up'),
      draft('call.updated', 'a', 'up'),
      draft('call.ended', 'a', 'ended'),
    ];
    expect(story(coalesce(drafts))).toEqual(['a call.started ringing', 'a call.updated up', 'a call.ended ended']);
    expect(coalesce(drafts)[0]?.data).toBe(drafts[1]?.data);
  });

  it('keeps calls apart', () => {
    const drafts = [draft('call.started', 'a', 'ringing'), draft('call.started', 'b', 'ringing')];
    expect(coalesce([...drafts, draft('call.updated', 'a', 'ringing')])).toHaveLength(2);
  });
});

describe('shrinkBacklog', () => {
  it('keeps of each call its start, its newest state and its end', () => {
    const drafts = [
      draft('call.started', 'a', 'ringing'),
      draft('call.updated', 'a', 'up'),
      draft('call.updated', 'a', 'held'),
      draft('call.updated', 'b', 'up'),
      draft('call.ended', 'b', 'ended'),
    ];
    expect(story(shrinkBacklog(drafts, 4))).toEqual([
      'a call.started ringing',
      'a call.updated held',
      'b call.ended ended',
    ]);
  });

  it('never keeps a start without the end that was there, nor drops the end of a call that was seen before', () => {
    const kinds = fc.array(fc.tuple(fc.nat(6), fc.boolean(), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(kinds, fc.nat(10), (calls, limit) => {
        const drafts = calls.flatMap(([, started, ended], i) => [
          ...(started ? [draft('call.started', `${i}`, 'ringing')] : []),
          draft('call.updated', `${i}`, 'up'),
          ...(ended ? [draft('call.ended', `${i}`, 'ended')] : []),
        ]);
        const kept = shrinkBacklog(drafts, limit);
        const has = (type: CallDraft['type'], i: number) => kept.some((d) => d.type === type && d.data.id === `${i}`);
        calls.forEach(([, started, ended], i) => {
          if (!started && ended) expect(has('call.ended', i)).toBe(true);
          if (started && ended) expect(has('call.started', i)).toBe(has('call.ended', i));
          if (started && !ended) expect(has('call.started', i)).toBe(true);
        });
      }),
    );
  });
});
