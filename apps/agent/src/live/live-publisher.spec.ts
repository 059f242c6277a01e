import type { CallDraft } from '@trunkline/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivePublisher } from './live-publisher.js';
import { draftOf as draft } from './spec/draft-of.js';

describe('LivePublisher', () => {
  let written: CallDraft[][];
  let failures: number;
  let away: boolean;
  let publisher: LivePublisher;
  let onDisk: CallDraft[];
  let dropped: number;
  const journal = {
    bytes: 0,
    keep: (drafts: readonly CallDraft[]) => void onDisk.push(...drafts),
    replace: (drafts: readonly CallDraft[]) => {
      onDisk = [...drafts];
    },
    clear: () => {
      onDisk = [];
    },
  };

  beforeEach(() => {
    vi.useFakeTimers();
    written = [];
    failures = 0;
    away = false;
    onDisk = [];
    dropped = 0;
    publisher = new LivePublisher({
      write: async (drafts) => {
        await new Promise((resolve) => setTimeout(resolve, 3));
        if (away) throw new Error('away');
        written.push([...drafts]);
      },
      onFailure: () => {
        failures += 1;
      },
      onDropped: (events) => {
        dropped += events;
      },
      journal,
    });
  });
  afterEach(() => vi.useRealTimers());

  const types = () => written.flat().map((d) => `${d.data.id} ${d.type}`);

  it('writes events together within 20 ms', async () => {
    publisher.release(new Set());
    await vi.advanceTimersByTimeAsync(5);
    publisher.add([draft('call.started', 'a', 'ringing')]);
    publisher.add([draft('call.started', 'b', 'ringing')]);
    await vi.advanceTimersByTimeAsync(20);
    expect(written.map((batch) => batch.length)).toEqual([2]);
  });

  it('writes nothing before it knows what was written before; a start that was written becomes an update', async () => {
    publisher.add([draft('call.started', 'a', 'ringing'), draft('call.started', 'b', 'ringing')]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(written).toEqual([]);
    publisher.release(new Set(['a']));
    await vi.advanceTimersByTimeAsync(20);
    expect(types()).toEqual(['a call.updated', 'b call.started']);
  });

  it('given the database is away, then the same batch is sent again unchanged, and the rest follows in order', async () => {
    publisher.release(new Set());
    away = true;
    const first = draft('call.started', 'a', 'ringing');
    publisher.add([first]);
    await vi.advanceTimersByTimeAsync(100);
    publisher.add([draft('call.updated', 'a', 'ringing'), draft('call.updated', 'a', 'up')]);
    publisher.add([draft('call.ended', 'a', 'ended')]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(failures).toBeGreaterThan(3);
    expect(publisher.backlog).toBe(4);
    away = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(written[0]).toEqual([first]);
    expect(types()).toEqual(['a call.started', 'a call.updated', 'a call.updated', 'a call.ended']);
    expect(publisher.backlog).toBe(0);
  });

  it('keeps a bound while the database is away, and one end of each call that was seen', async () => {
    publisher.release(new Set());
    publisher.add([draft('call.started', 'seen', 'ringing')]);
    await vi.advanceTimersByTimeAsync(20);
    away = true;
    publisher.add([draft('call.ended', 'seen', 'ended')]);
    await vi.advanceTimersByTimeAsync(20);
    for (let i = 0; i < 30_000; i++)
      publisher.add([draft('call.started', `${i}`, 'ringing'), draft('call.ended', `${i}`, 'ended')]);
    expect(publisher.backlog).toBeLessThanOrEqual(21_000);
    expect(dropped).toBeGreaterThan(30_000);
    expect(onDisk).toHaveLength(publisher.backlog);
    away = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(types().filter((text) => text === 'seen call.ended')).toHaveLength(1);
    const starts = types().filter((text) => text.endsWith('started'));
    expect(types().filter((text) => text.endsWith('ended'))).toHaveLength(starts.length);
  });

  it('has on disk what the database has not taken, and nothing else', async () => {
    publisher.release(new Set());
    publisher.add([draft('call.started', 'a', 'ringing')]);
    await vi.advanceTimersByTimeAsync(20);
    expect(onDisk).toEqual([]);
    away = true;
    const rest = [draft('call.updated', 'a', 'up'), draft('call.started', 'b', 'ringing')];
    publisher.add(rest.slice(0, 1));
    await vi.advanceTimersByTimeAsync(100);
    publisher.add(rest.slice(1));
    expect(onDisk).toEqual(rest);
    away = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(onDisk).toEqual([]);
    expect(types()).toEqual(['a call.started', 'a call.updated', 'b call.started']);
  });

  it('puts on disk what waits for a database that does not answer', async () => {
    const hung = new LivePublisher({
      write: () => new Promise(() => undefined),
      onFailure: () => undefined,
      onDropped: () => undefined,
      journal,
    });
    hung.release(new Set());
    await vi.advanceTimersByTimeAsync(20);
    const first = [draft('call.started', 'a', 'ringing')];
    hung.add(first);
    await vi.advanceTimersByTimeAsync(300);
    expect(onDisk).toEqual(first);
  });

  it('begins with what a former process left on disk', async () => {
    const kept = [draft('call.started', 'a', 'ringing')];
    onDisk = [...kept];
    publisher.resume(kept);
    publisher.add([draft('call.updated', 'a', 'up')]);
    expect(onDisk).toHaveLength(2);
    publisher.release(new Set());
    await vi.advanceTimersByTimeAsync(50);
    expect(types()).toEqual(['a call.started', 'a call.updated']);
    expect(onDisk).toEqual([]);
  });

  it('writes what is left when it is drained', async () => {
    publisher.release(new Set());
    publisher.add([draft('call.started', 'a', 'ringing')]);
    const drained = publisher.drain();
    await vi.advanceTimersByTimeAsync(20);
    await drained;
    expect(types()).toEqual(['a call.started']);
  });
});
