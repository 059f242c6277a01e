import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directoryOf } from '../directory/directory.js';
import { CallBoard, type CallDraft } from './call-board.js';

type Raw = { type: string; [field: string]: unknown };

/** ARI events of one call as Asterisk 22.10.1 sent them, without variables and with the options that Dial has today. */
const recorded = (name: string): Raw[] =>
  readFileSync(new URL(`./recorded/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Raw);

const all = [
  'out-answered',
  'out-failover',
  'out-busy',
  'out-allfail',
  'out-cancel',
  'internal',
  'internal-unknown',
  'in-answered',
  'in-busy',
  'in-rejected',
  'in-cancel',
  'in-hostile',
  'in-crlf',
] as const;

const ids = {
  trunkA: '00000000-0000-4000-8000-0000000000a1',
  trunkB: '00000000-0000-4000-8000-0000000000b1',
  route: '00000000-0000-4000-8000-0000000000c1',
  alice: '00000000-0000-4000-8000-0000000000a2',
  bob: '00000000-0000-4000-8000-0000000000b2',
};

const directory = directoryOf({
  trunks: [
    { id: ids.trunkA, ref: 't_aaaaaaaaaa', name: 'Carrier A' },
    { id: ids.trunkB, ref: 't_bbbbbbbbbb', name: 'Carrier B' },
  ],
  extensions: [
    { id: ids.alice, sipUsername: 'e_aaaaaaaaaa', number: '1001', name: 'Alice' },
    { id: ids.bob, sipUsername: 'e_bbbbbbbbbb', number: '1002', name: 'Bob' },
  ],
  routes: [{ id: ids.route, ref: 'r_aaaaaaaaaa', name: 'World' }],
});

function board(): CallBoard {
  let id = 0;
  const made = new CallBoard({
    nodeId: 'node-1',
    now: () => new Date('2026-11-24T04:00:00Z'),
    newId: () => `id-${++id}`,
  });
  made.directory = directory;
  return made;
}

const feed = (target: CallBoard, events: readonly Raw[]): CallDraft[] => events.flatMap((event) => target.take(event));

const lastOf = (drafts: readonly CallDraft[]) => {
  const draft = drafts.at(-1);
  if (!draft) throw new Error('nothing was published');
  return draft;
};

describe('CallBoard', () => {
  it.each(all)('given the recorded call %s, then it starts once and ends once, last', (name) => {
    const target = board();
    const drafts = feed(target, recorded(name));
    const types = drafts.map((draft) => draft.type);
    expect(types.filter((type) => type === 'call.started')).toHaveLength(1);
    expect(types.filter((type) => type === 'call.ended')).toHaveLength(1);
    expect(types[0]).toBe('call.started');
    expect(types.at(-1)).toBe('call.ended');
    expect(target.list()).toEqual([]);
  });

  it('given an answered call out, then it shows who called whom by which trunk and route', () => {
    expect(lastOf(feed(board(), recorded('out-answered'))).data).toMatchObject({
      direction: 'outbound',
      from: { number: '1001', name: 'Alice', extensionId: ids.alice },
      to: { number: '0015550100001', name: null, extensionId: null },
      trunkId: ids.trunkA,
      routeId: ids.route,
      hangupCause: 16,
      sipCode: null,
      state: 'ended',
    });
  });

  it('given so many phones ring that not all of them are shown, then who answers is', () => {
    const [caller, answering = expect.fail('nobody rings'), dial, ...rest] = recorded('in-answered');
    const id = (answering.channel as { id: string }).id;
    const others = Array.from({ length: 100 }, (_, n): Raw[] => {
      return JSON.parse(JSON.stringify([answering, dial]).replaceAll(`"${id}"`, `"${id}-${n}"`));
    });
    const drafts = feed(
      board(),
      [caller, ...others.flat(), answering, dial, ...rest].map((event) => event ?? expect.fail()),
    );
    const up = drafts.find(({ data }) => data.state === 'up')?.data;
    expect(up?.legs).toHaveLength(65);
    expect(up?.legs.at(-1)).toMatchObject({ id, answeredAt: expect.any(String) });
    expect(up?.to.extensionId).toBe(ids.alice);
  });

  it('goes from ringing to up to ended', () => {
    const states = feed(board(), recorded('out-answered')).map((draft) => draft.data.state);
    expect([...new Set(states)]).toEqual(['ringing', 'up', 'ended']);
  });

  it('given the first trunk answers 503, then the call is shown on the second', () => {
    const ended = lastOf(feed(board(), recorded('out-failover'))).data;
    expect(ended).toMatchObject({ trunkId: ids.trunkB, direction: 'outbound' });
    expect(ended.legs.map((leg) => leg.sipCode)).toEqual([null, 503, null]);
  });

  it('given a call to a number of ours, then it is inbound and names the extension that answered', () => {
    expect(lastOf(feed(board(), recorded('in-answered'))).data).toMatchObject({
      direction: 'inbound',
      from: { number: '15550109999', name: 'Carrier', extensionId: null },
      to: { number: '+15550200001', name: 'Alice', extensionId: ids.alice },
      trunkId: ids.trunkA,
    });
  });

  it.each([
    ['out-busy', { hangupCause: 17, sipCode: 486, answeredAt: null }],
    ['out-allfail', { hangupCause: 34, sipCode: 404, answeredAt: null }],
    ['out-cancel', { sipCode: 487, answeredAt: null }],
    ['in-rejected', { hangupCause: 21, sipCode: 603, answeredAt: null }],
    ['internal-unknown', { hangupCause: 1, sipCode: 404, direction: 'internal' }],
  ])('given %s, then the end says why', (name, expected) => {
    expect(lastOf(feed(board(), recorded(name))).data).toMatchObject(expected);
  });

  it('given an internal call, then both parties are extensions', () => {
    expect(lastOf(feed(board(), recorded('internal'))).data).toMatchObject({
      direction: 'internal',
      from: { extensionId: ids.alice },
      to: { number: '1002', name: 'Bob', extensionId: ids.bob },
      trunkId: null,
    });
  });

  it('given a hostile name and a number with a line break, then neither has control characters', () => {
    for (const name of ['in-hostile', 'in-crlf']) {
      const { from } = lastOf(feed(board(), recorded(name))).data;
      expect(`${from.number}${from.name}`).not.toMatch(/\p{Cc}/u);
    }
    expect(lastOf(feed(board(), recorded('in-crlf'))).data.from.number).toBe('155599');
  });

  it('publishes an update only when something visible changed', () => {
    const drafts = feed(board(), recorded('out-answered'));
    const seen = drafts.map((draft) => JSON.stringify(draft.data));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('takes hold and unhold as states of the call', () => {
    const target = board();
    const events = recorded('internal');
    const up = events.findIndex((event) => event.type === 'ChannelHangupRequest');
    feed(target, events.slice(0, up));
    const channel = events[0]?.channel;
    expect(lastOf(target.take({ type: 'ChannelHold', channel })).data.state).toBe('held');
    expect(lastOf(target.take({ type: 'ChannelUnhold', channel })).data.state).toBe('up');
  });

  it('given two calls that are parked, then both are held, and stay two', () => {
    const target = board();
    const answered = (name: 'internal' | 'out-answered') => {
      const events = recorded(name);
      const up = events.findIndex((event) => event.type === 'ChannelHangupRequest');
      feed(target, events.slice(0, up));
      return events[0]?.channel as { id: string };
    };
    const [one, other] = [answered('internal'), answered('out-answered')];
    const bridge = { bridge_type: 'holding', channels: [one.id, other.id] };
    for (const channel of [one, other]) {
      const entered = target.take({ type: 'ChannelEnteredBridge', channel, bridge });
      expect(entered.map(({ type, data }) => [type, data.state])).toEqual([['call.updated', 'held']]);
    }
    expect(lastOf(target.take({ type: 'ChannelLeftBridge', channel: one, bridge })).data.state).toBe('up');
    expect(target.list()).toHaveLength(2);
  });

  it('given unknown and malformed events, then nothing happens', () => {
    const target = board();
    expect(target.take({ type: 'SomethingNew', channel: { id: 'x' } })).toEqual([]);
    expect(target.take({ type: 'ChannelCreated' })).toEqual([]);
    expect(target.take({ type: 'ChannelCreated', channel: { id: 7, name: null } })).toEqual([]);
    expect(target.take({ type: 'ChannelDestroyed', channel: { id: 'never-seen' } })).toEqual([]);
    expect(target.take({ type: 'Dial', peer: [] })).toEqual([]);
  });

  describe('given a channel that nobody has dialled', () => {
    const [caller = expect.fail(), callee = expect.fail(), dial = expect.fail()] = recorded('in-answered');
    const id = (callee.channel as { id: string }).id;
    const root = (caller.channel as { id: string }).id;
    const legs = (target: CallBoard) => target.list().map((call) => call.legs.map((leg) => leg.id));

    it('then nothing is told of it until a Dial shows by whom it is called', () => {
      const target = board();
      feed(target, [caller, callee, { ...callee, type: 'ChannelStateChange' }]);
      expect([legs(target), target.waiting]).toEqual([[[root]], [id]]);
      target.take(dial);
      expect([legs(target), target.waiting]).toEqual([[[root, id]], []]);
    });

    it('then it belongs to those whose bridge it joins', () => {
      const target = board();
      feed(target, [caller, callee]);
      target.take({ type: 'ChannelEnteredBridge', channel: callee.channel, bridge: { channels: [id, root] } });
      expect([legs(target), target.waiting]).toEqual([[[root, id]], []]);
    });

    it('then what Asterisk says of it counts, also when somebody dialled it who is not known himself', () => {
      const target = board();
      const stranger = { ...(callee.channel as object), id: 'stranger' };
      feed(target, [caller, { type: 'ChannelCreated', channel: stranger }, callee, { ...dial, caller: stranger }]);
      expect([legs(target), target.waiting]).toEqual([[[root]], ['stranger', id]]);
      target.learn('stranger', root);
      target.learn(id, root);
      expect([legs(target), target.waiting]).toEqual([[[root, 'stranger', id]], []]);
    });

    it('then it is not shown when it is gone before anybody knew, and a late word does not bring it back', () => {
      const target = board();
      feed(target, [caller, callee]);
      expect(target.learn(id, null)).toEqual([]);
      feed(target, [callee, { ...callee, type: 'ChannelDestroyed' }, callee]);
      expect([legs(target), target.waiting]).toEqual([[[root]], []]);
    });

    it('then the one that made a call is shown when it ends, also when its beginning was missed', () => {
      const events = recorded('internal');
      const up = events.findIndex(({ type }) => type === 'ChannelEnteredBridge');
      const drafts = feed(board(), events.slice(up));
      expect(drafts.map(({ type }) => type)).toContain('call.started');
      const whole = lastOf(feed(board(), events)).data;
      expect(lastOf(drafts)).toMatchObject({ type: 'call.ended', data: { linkedid: whole.linkedid, hangupCause: 16 } });
      expect(drafts.filter(({ type }) => type === 'call.started')).toHaveLength(1);
    });

    it('then a Dial without a caller begins a call of its own', () => {
      const target = board();
      feed(target, [caller, callee, { ...dial, caller: undefined }]);
      expect(legs(target)).toEqual([[root], [id]]);
    });
  });

  it('ends every call once, however the events of several calls are interleaved', () => {
    const calls = all.map(recorded);
    fc.assert(
      fc.property(
        fc.array(fc.nat(calls.length - 1), { minLength: 200, maxLength: 400 }),
        fc.array(fc.nat(10), { maxLength: 30 }),
        (order, repeats) => {
          const queues = calls.map((events) => [...events]);
          const sequence = order.flatMap((i) => queues[i]?.splice(0, 1) ?? []);
          sequence.push(...queues.flat());
          // Asterisk replays some events after a reconnect.
          for (const i of repeats) sequence.splice(i * 20 + 10, 0, ...sequence.slice(i * 10, i * 10 + 2));
          const drafts = feed(board(), sequence);
          for (const type of ['call.started', 'call.ended'] as const) {
            const found = drafts.filter((draft) => draft.type === type).map((draft) => draft.data.id);
            expect(found).toHaveLength(calls.length);
            expect(new Set(found).size).toBe(calls.length);
          }
          const shown = new Map<string, string>();
          for (const { data } of drafts) {
            const text = JSON.stringify(data);
            expect(text, 'what was told last').not.toBe(shown.get(data.id));
            shown.set(data.id, text);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
