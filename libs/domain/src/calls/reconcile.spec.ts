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
    dialled: id !== linkedid,
    number: null,
    callerName: null,
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

  it('given the answer names the called leg first, then the call still begins with who made it', () => {
    const target = board();
    const [caller, callee] = [channel('a', 'a', { number: '100' }), channel('b', 'a', { state: 'Up' })];
    const [started] = target.reconcile([callee, caller], target.mark());
    expect(started).toMatchObject({ type: 'call.started', data: { from: { number: '100' }, to: { number: '123' } } });
  });

  it('given the first event that is seen is of the called leg, then who made the call is known once its leg is', () => {
    const target = board();
    const early = '2026-01-31T11:59:59.000Z';
    const [caller, callee] = [channel('a', 'a', { number: '100', createdAt: early }), channel('b', 'a')];
    expect(created(target, callee)[0]?.data.from.number).toBeNull();
    expect(created(target, caller)[0]?.data).toMatchObject({
      from: { number: '100' },
      to: { number: '123' },
      direction: 'outbound',
      startedAt: early,
    });
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

  it('says of a call that is gone whether Asterisk crashed with it or nothing told its end', () => {
    const boot = '2026-01-31T11:00:00.000Z';
    const reasonOf = (drafts: readonly CallDraft[]) => drafts.map(({ data }) => data.endReason);
    const target = board();
    created(target, channel('a'));
    target.reconcile([channel('a')], target.mark(), boot);
    expect(reasonOf(target.reconcile([], target.mark(), boot))).toEqual(['unknown']);
    created(target, channel('b'));
    const later = target.reconcile([], target.mark(), '2026-01-31T13:00:00.000Z');
    expect(reasonOf(later)).toEqual(['pbx_crash']);
    // A clock that stepped back: the start is older than the call, and another one than before.
    created(target, channel('c'));
    expect(reasonOf(target.reconcile([], target.mark(), '2026-01-31T10:00:00.000Z'))).toEqual(['pbx_crash']);
    expect(reasonOf([...created(target, channel('d')), ...destroyed(target, channel('d'))])).toEqual([null, 'hangup']);
  });

  it('says nothing the second time', () => {
    const target = board();
    created(target, channel('a'));
    target.reconcile([channel('a')], target.mark());
    expect(target.reconcile([channel('a')], target.mark())).toEqual([]);
  });
});

describe('a channel that joins another linkedid', () => {
  it('joins the calls: the older one has the legs of both, the other is told to be part of it and ends no more', () => {
    const target = board();
    for (const view of [channel('a'), channel('a2', 'a'), channel('b'), channel('b2', 'b')]) created(target, view);
    // The transferer's legs end, and his second call's other party is joined to the first call.
    expect(story(destroyed(target, channel('b')))).toEqual(['b call.updated']);
    const joined = target.apply({ kind: 'bridge', at, channel: channel('b2', 'a', { state: 'Up' }), others: [] });
    expect(story(joined)).toEqual(['a call.updated', 'b call.merged', 'a call.updated']);
    expect(joined[1]?.data).toMatchObject({ state: 'ended', endReason: 'merged', mergedInto: joined[0]?.data.id });
    expect(target.list()[0]?.legs.map((leg) => leg.id)).toEqual(['a', 'a2', 'b', 'b2']);
    // Late news of a channel that still bears the linkedid that was given up.
    expect(story(created(target, channel('b3', 'b')))).toEqual(['a call.updated']);
    destroyed(target, channel('b3', 'b'));
    const rest = [channel('a'), channel('a2', 'a'), channel('b2', 'a')].flatMap((view) => destroyed(target, view));
    expect(story(rest).filter((text) => text.endsWith('ended'))).toEqual(['a call.ended']);
    expect(target.list()).toEqual([]);
  });
});

describe('many calls', () => {
  it('takes 20,000 events among 2,000 calls in less than two seconds', () => {
    const target = board();
    for (let i = 0; i < 2000; i++) created(target, channel(`c${i}`));
    // Its own time, whatever else this machine does.
    const before = process.cpuUsage();
    for (let i = 0; i < 20_000; i++) created(target, channel(`c${i % 2000}`));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});
