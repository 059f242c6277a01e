import type { LiveEvent, NewLiveEvent } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../ids/new-id.js';
import { listen } from '../listen/listen.js';
import { aCall } from '../live/call.fixture.js';
import { appendEvents, eventsAfter, eventsChannel, headSeq, toldEvent } from './event-log.js';

function event(type: 'call.started' | 'call.updated' | 'call.ended', data = aCall()): NewLiveEvent {
  return { id: newId(), at: '2026-01-31T12:00:00.123Z', type, data };
}

describe('the event log', () => {
  const database = testDatabase();
  const append = (events: NewLiveEvent[]) => database.ds.transaction((manager) => appendEvents(manager, events));
  beforeEach(() => database.empty());

  it('gives a reader every event once and in order while eight writers append at the same time', async () => {
    const writers = 8;
    const batches = 25;
    const seen: LiveEvent[] = [];
    let writing = true;
    const reader = (async () => {
      for (let last = false; !last; ) {
        last = !writing;
        const batch = await eventsAfter(database.ds, seen.at(-1)?.seq ?? 0, 100);
        seen.push(...batch);
        if (batch.length > 0) last = false;
      }
    })();
    const written = await Promise.all(
      Array.from({ length: writers }, async () => {
        const own: LiveEvent[] = [];
        for (let n = 0; n < batches; n += 1)
          own.push(...(await append([event('call.updated'), event('call.updated')])));
        return own;
      }),
    );
    writing = false;
    await reader;
    const count = writers * batches * 2;
    expect(seen.map((one) => one.seq)).toEqual(Array.from({ length: count }, (_one, index) => index + 1));
    expect(seen).toEqual(written.flat().sort((a, b) => a.seq - b.seq));
  });

  it('takes back the place of a transaction that rolls back', async () => {
    await append([event('call.started')]);
    const failing = database.ds.transaction(async (manager) => {
      await appendEvents(manager, [event('call.started')]);
      throw new Error('the writer died');
    });
    await expect(failing).rejects.toThrow('the writer died');
    expect((await append([event('call.started')])).map((one) => one.seq)).toEqual([2]);
  });

  it('keeps one call.ended of a call, whoever sends the second', async () => {
    const ended = aCall();
    expect(await append([event('call.ended', ended), event('call.ended', ended)])).toHaveLength(1);
    const again = event('call.ended', ended);
    const other = event('call.ended');
    expect(await append([again, other])).toMatchObject([{ id: other.id, seq: 2 }]);
    const both = await Promise.all([append([event('call.ended', ended)]), append([event('call.ended', ended)])]);
    expect(both.flat()).toEqual([]);
    expect(await headSeq(database.ds)).toBe(2);
  });

  it('accepts a batch of unknown fate a second time without doubling it', async () => {
    const batch = [event('call.started'), event('call.updated')];
    await append(batch);
    expect(await append([...batch, event('call.ended')])).toMatchObject([{ seq: 3, type: 'call.ended' }]);
  });

  it('gives back what was appended, to the letter', async () => {
    const strange = aCall();
    strange.from = { number: '+1"\\', e164: null, name: 'O’Brien \u{1F4DE}', extensionId: null };
    const appended = await append([event('call.started', strange)]);
    expect(await eventsAfter(database.ds, 0, 10)).toEqual(appended);
  });

  it('stores what Postgres refuses, NUL and half a surrogate pair, as replacement characters', async () => {
    const hostile = aCall();
    hostile.from = { number: 'a\0b', e164: null, name: '\ud83d', extensionId: null };
    await append([event('call.started', hostile)]);
    const [stored] = await eventsAfter(database.ds, 0, 1);
    expect(stored?.data).toMatchObject({ from: { number: 'a\ufffdb', e164: null, name: '\ufffd' } });
  });

  it('tells listeners each event after its commit, as it is in the log, and of one that is too long its seq', async () => {
    const long = aCall();
    long.from = { number: '1', e164: null, name: 'é'.repeat(4000), extensionId: null };
    const strange = aCall();
    strange.from = { number: '+1"\\', e164: null, name: 'O’Brien \u{1F4DE}', extensionId: null };
    const told: { payload: string; head: Promise<number> }[] = [];
    const up = new Promise<void>((resolve, reject) => {
      const subscription = listen(
        database.url,
        [eventsChannel],
        (_channel, payload) => {
          if (told.push({ payload, head: headSeq(database.ds) }) === 3) void subscription.stop().then(resolve);
        },
        () =>
          void append([event('call.started', strange), event('call.ended', long), event('call.started')])
            .then(() => append([]))
            .catch(reject),
      );
    });
    await up;
    const [first, , third] = await eventsAfter(database.ds, 0, 10);
    expect(told.map(({ payload }) => toldEvent(payload))).toEqual([first, null, third]);
    expect(told[1]?.payload).toBe('2');
    expect(await Promise.all(told.map(({ head }) => head))).toEqual([3, 3, 3]);
  });
});
