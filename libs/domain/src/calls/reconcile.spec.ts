import { describe, expect, it } from 'vitest';
import { CallBoard, type CallDraft } from './call-board.js';
import type { ChannelView } from './call-event.js';

const at = '2026-01-31T12:00:00.000Z';

function channel(id: string, linkedid = id, more: Partial<ChannelView> = {}): ChannelView {
  return {
    id,
    endpoint: id === linkedid ? 'e_aaaaaaaaaa' : 't_aaaaaaaaaa',
    state: id === linkedid ? 'Ring' : 'Down',
    linkedid,
    routeRef: null,
    number: null,
    name: null,
    exten: '123',
    sipCallId: null,
    createdAt: at,
    ...more,
  };
}

function board(): CallBoard {
  let id = 0;
  return new CallBoard({ nodeId: 'node-1', now: () => new Date(at), newId: () => `id-${++id}` });
}

const created = (target: CallBoard, view: ChannelView) =>
  target.apply({ kind: 'channel', at, channel: view, created: true });
const destroyed = (target: CallBoard, view: ChannelView) =>
  target.apply({ kind: 'destroyed', at, channel: view, cause: 16, sipCode: null });
const story = (drafts: readonly CallDraft[]) => drafts.map(({ type, data }) => `${data.linkedid} ${type}`);

describe('reconciling with the channels of Asterisk', () => {
  it('ends what is gone, adds what is new, leaves the rest', () => {
    const target = board();
    created(target, channel('gone'));
    created(target, channel('stays'));
    const drafts = target.reconcile([channel('stays'), channel('new')], target.mark());
    expect(story(drafts)).toEqual(['gone call.ended', 'new call.started']);
    expect(target.list().map((call) => call.linkedid)).toEqual(['stays', 'new']);
  });

  it('says why a call that is gone is over: its Asterisk crashed when it is older than this one', () => {
    const target = board();
    created(target, channel('older'));
    created(target, channel('younger', 'younger', { createdAt: '2026-01-31T13:00:00.000Z' }));
    const drafts = target.reconcile([], target.mark(), '2026-01-31T12:30:00.000Z');
    expect(drafts.map(({ data }) => [data.linkedid, data.endReason])).toEqual([
      ['older', 'pbx_crash'],
      ['younger', 'unknown'],
    ]);
    const hungUp = channel('hung-up');
    created(target, hungUp);
    expect(destroyed(target, hungUp)[0]?.data.endReason).toBe('hangup');
  });

  it('given a channel appeared after Asterisk was asked, then its absence from the answer says nothing', () => {
    const target = board();
    const mark = target.mark();
    created(target, channel('young'));
    expect(target.reconcile([], mark)).toEqual([]);
    expect(story(target.reconcile([], target.mark()))).toEqual(['young call.ended']);
  });

  it('given a channel ended after Asterisk was asked, then the answer does not bring it back', () => {
    const target = board();
    created(target, channel('short'));
    const mark = target.mark();
    destroyed(target, channel('short'));
    expect(target.reconcile([channel('short')], mark)).toEqual([]);
    expect(target.list()).toEqual([]);
  });

  it('ends only the leg that is gone while another goes on', () => {
    const target = board();
    created(target, channel('a'));
    created(target, channel('b', 'a'));
    const [draft] = target.reconcile([channel('a')], target.mark());
    expect(draft?.type).toBe('call.updated');
    expect(draft?.data.legs.map((leg) => leg.state)).toEqual(['ringing', 'ended']);
  });

  it('takes up stored calls, and ends those that are over without starting them again', () => {
    const before = board();
    const stored = [...created(before, channel('a')), ...created(before, channel('b'))].map((draft) => draft.data);
    const after = board();
    after.restore(stored);
    expect(story(after.reconcile([channel('b')], after.mark()))).toEqual(['a call.ended']);
    expect(story(destroyed(after, channel('b')))).toEqual(['b call.ended']);
  });

  it('says nothing the second time', () => {
    const target = board();
    created(target, channel('a'));
    target.reconcile([channel('a')], target.mark());
    expect(target.reconcile([channel('a')], target.mark())).toEqual([]);
  });
});

describe('a channel that joins another linkedid', () => {
  it('leaves its call, which ends when it was the last leg, and is a leg of the other', () => {
    const target = board();
    for (const view of [channel('a'), channel('a2', 'a'), channel('b'), channel('b2', 'b')]) created(target, view);
    // The transferer's legs end, and his second call's other party is joined to the first call.
    expect(story(destroyed(target, channel('b')))).toEqual(['b call.updated']);
    const joined = target.apply({ kind: 'bridge', at, channel: channel('b2', 'a', { state: 'Up' }) });
    expect(story(joined)).toEqual(['b call.ended', 'a call.updated']);
    expect(target.list()[0]?.legs.map((leg) => leg.id)).toEqual(['a', 'a2', 'b2']);
    const rest = [channel('a'), channel('a2', 'a'), channel('b2', 'a')].flatMap((view) => destroyed(target, view));
    expect(story(rest).filter((text) => text.endsWith('ended'))).toEqual(['a call.ended']);
    expect(target.list()).toEqual([]);
  });
});

describe('many calls', () => {
  it('takes 20,000 events among 2,000 calls in less than two seconds', () => {
    const target = board();
    for (let i = 0; i < 2000; i++) created(target, channel(`c${i}`));
    const before = performance.now();
    for (let i = 0; i < 20_000; i++) created(target, channel(`c${i % 2000}`));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
