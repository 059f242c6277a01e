import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AriChannel, AriEvent } from '@trunkline/asterisk';
import type { LiveEvent } from '@trunkline/contracts';
import { emptyDirectory } from '@trunkline/domain';
import { type DataSource, eventsAfter, LiveCalls, NodeLeases } from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { testDatabase } from '@trunkline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AsteriskConnection } from '../connection/asterisk-connection.js';
import type { DirectoryCache } from '../directory/directory-cache.js';
import { LiveCallsService } from './live-calls.service.js';

const recorded = (name: string): AriEvent[] =>
  readFileSync(new URL(`../../../../libs/domain/src/calls/recorded/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AriEvent);

/** Events of an answered call until the caller hangs up, and those after it. */
function answeredCall(): { before: AriEvent[]; after: AriEvent[]; channels: AriChannel[] } {
  const events = recorded('out-answered');
  const end = events.findIndex((event) => event.type === 'ChannelHangupRequest');
  const channels = events.slice(0, 2).map((event) => event.channel as AriChannel);
  return { before: events.slice(0, end), after: events.slice(end), channels };
}

/** An Asterisk that has the channels its events, or the test, say it has. */
class FakeAsterisk {
  channels: AriChannel[] = [];
  status = { status: 'up' };
  facts = { startedAt: '2026-01-01T00:00:00.000Z' };
  readonly rest = {
    channels: () => Promise.resolve(this.channels),
    // As in all that was recorded here: the first channel made the call.
    linkedId: (id: string) => Promise.resolve(this.channels.some((one) => one.id === id) ? this.channels[0]?.id : null),
  };
  private readonly events: ((event: AriEvent) => void)[] = [];
  private readonly ups: (() => Promise<void>)[] = [];
  onEvent = (listener: (event: AriEvent) => void): void => void this.events.push(listener);
  onUp = (listener: () => Promise<void>): void => void this.ups.push(listener);
  send = (events: readonly AriEvent[]): void => {
    for (const event of events) {
      const channel = event.channel as AriChannel;
      if (event.type === 'ChannelCreated') this.channels = [...this.channels, channel];
      if (event.type === 'ChannelDestroyed') this.channels = this.channels.filter(({ id }) => id !== channel.id);
      for (const listener of this.events) listener(event);
    }
  };
  up = async (): Promise<void> => {
    for (const listener of this.ups) await listener();
  };
}

describe('live calls', () => {
  const database = testDatabase();
  let asterisk: FakeAsterisk;
  const started: LiveCallsService[] = [];
  let directory: string;

  beforeEach(async () => {
    await database.empty();
    await NodeLeases.take(database.ds, 'node-1', { holder: 'a test', place: 'here' }, null, 60_000);
    asterisk = new FakeAsterisk();
    directory = mkdtempSync(join(tmpdir(), 'live-'));
  });
  afterEach(async () => {
    for (const service of started.splice(0)) await service.onApplicationShutdown();
    rmSync(directory, { recursive: true, force: true });
  });

  /** An agent; `away` says whether its database answers. */
  function agent(away: () => boolean = () => false): LiveCallsService {
    const ds = new Proxy(database.ds, {
      get(target, key) {
        if (away() && (key === 'transaction' || key === 'manager' || key === 'driver'))
          throw new Error('the database is away');
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as DataSource;
    const service = new LiveCallsService(
      { TRUNKLINE_NODE_ID: 'node-1', STATE_DIR: directory } as AgentEnv,
      { warn: () => undefined, debug: () => undefined, info: () => undefined } as unknown as Logger,
      ds,
      { nodeId: 'node-1', held: () => 1 },
      asterisk as unknown as AsteriskConnection,
      { onChange: () => undefined, fresh: async () => emptyDirectory } as unknown as DirectoryCache,
    );
    service.onModuleInit();
    service.onApplicationBootstrap();
    started.push(service);
    return service;
  }

  const log = (): Promise<LiveEvent[]> => eventsAfter(database.ds, 0, 1000);
  const types = async () => (await log()).map((event) => event.type);
  const settled = (last: LiveEvent['type']) =>
    expect.poll(async () => (await types()).at(-1), { timeout: 5000, interval: 20 }).toBe(last);
  const counts = async () => {
    const all = await types();
    return [all.filter((t) => t === 'call.started').length, all.filter((t) => t === 'call.ended').length];
  };

  it('writes events and the live row together, and takes the row away at the end', async () => {
    const { before, after } = answeredCall();
    agent();
    asterisk.send(before);
    await expect.poll(async () => (await LiveCalls.list(database.ds))[0]?.state, { timeout: 5000 }).toBe('up');
    asterisk.send(after);
    await settled('call.ended');
    expect(await LiveCalls.list(database.ds)).toEqual([]);
    expect(await counts()).toEqual([1, 1]);
  });

  it('given the agent was away when a call ended, then its successor ends it once', async () => {
    const { before } = answeredCall();
    await agentThatSaw(before);
    asterisk.channels = [];
    agent();
    await settled('call.ended');
    expect(await counts()).toEqual([1, 1]);
  });

  it('given the call goes on, then the successor follows it without starting it again', async () => {
    const { before, after, channels } = answeredCall();
    await agentThatSaw(before);
    asterisk.channels = channels;
    const [stored] = await LiveCalls.list(database.ds);
    const service = agent();
    await expect.poll(() => service.find(stored?.id ?? '')?.state, { timeout: 5000 }).toBe('up');
    asterisk.send(after);
    await settled('call.ended');
    expect(await counts()).toEqual([1, 1]);
    expect((await log()).at(-1)?.data).toMatchObject({ hangupCause: 16 });
  });

  it('given the events kept by Asterisk come before the stored calls are read, then the call still starts and ends once', async () => {
    const { before, after } = answeredCall();
    await agentThatSaw(before);
    let away = true;
    agent(() => away);
    asterisk.send(after);
    away = false;
    await settled('call.ended');
    expect(await counts()).toEqual([1, 1]);
  });

  it('given the database is away for a while, then what happened meanwhile is told afterwards, once', async () => {
    const { before, after } = answeredCall();
    let away = false;
    agent(() => away);
    asterisk.send(before.slice(0, 3));
    await settled('call.started');
    away = true;
    asterisk.send([...before.slice(3), ...after, ...recorded('in-busy')]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await types()).toEqual(['call.started']);
    away = false;
    await expect.poll(counts, { timeout: 5000 }).toEqual([2, 2]);
    expect(await LiveCalls.list(database.ds)).toEqual([]);
  });

  it('given the agent ends while the database is away, then its successor tells what it had to tell, once', async () => {
    const { before, after } = answeredCall();
    let away = false;
    const first = agent(() => away);
    asterisk.send(before.slice(0, 3));
    await settled('call.started');
    away = true;
    asterisk.send([...before.slice(3), ...after, ...recorded('in-busy')]);
    await first.onApplicationShutdown();
    started.splice(0);
    expect(await types()).toEqual(['call.started']);
    asterisk = new FakeAsterisk();
    agent();
    await expect.poll(counts, { timeout: 5000 }).toEqual([2, 2]);
    expect((await log()).findLast((event) => event.type === 'call.ended')?.data).toMatchObject({ endReason: 'hangup' });
    expect(await LiveCalls.list(database.ds)).toEqual([]);
  });

  it('control: without the file on disk the same story has no end but what Asterisk can be asked for', async () => {
    const { before, after } = answeredCall();
    let away = false;
    const first = agent(() => away);
    asterisk.send(before.slice(0, 3));
    await settled('call.started');
    away = true;
    asterisk.send([...before.slice(3), ...after, ...recorded('in-busy')]);
    await first.onApplicationShutdown();
    started.splice(0);
    rmSync(join(directory, 'live-buffer.jsonl'));
    asterisk = new FakeAsterisk();
    agent();
    await settled('call.ended');
    expect(await counts()).toEqual([1, 1]);
    expect((await log()).at(-1)?.data).toMatchObject({ endReason: 'unknown' });
  });

  it('given Asterisk was killed and started anew, then a call that was going on ended with it, once', async () => {
    const { before } = answeredCall();
    agent();
    asterisk.send(before);
    await expect.poll(async () => (await LiveCalls.list(database.ds))[0]?.state, { timeout: 5000 }).toBe('up');
    asterisk.channels = [];
    asterisk.facts = { startedAt: new Date().toISOString() };
    await asterisk.up();
    await settled('call.ended');
    expect(await counts()).toEqual([1, 1]);
    expect((await log()).at(-1)?.data).toMatchObject({ endReason: 'pbx_crash' });
  });

  it('shows a call that began while nobody listened, once Asterisk is asked', async () => {
    agent();
    await new Promise((resolve) => setTimeout(resolve, 50));
    asterisk.channels = answeredCall().channels;
    await asterisk.up();
    await settled('call.started');
    asterisk.channels = [];
    await asterisk.up();
    await settled('call.ended');
    expect(await counts()).toEqual([1, 1]);
  });

  it('asks to which call a channel belongs that nobody dials', async () => {
    const [created, ...rest] = answeredCall().before;
    agent();
    asterisk.send([created, ...rest.filter(({ type }) => type === 'ChannelCreated')].flatMap((event) => event ?? []));
    await expect.poll(async () => (await LiveCalls.list(database.ds))[0]?.legs.length, { timeout: 5000 }).toBe(2);
  });

  async function agentThatSaw(events: readonly AriEvent[]): Promise<void> {
    const first = agent();
    asterisk.send(events);
    await expect.poll(async () => (await LiveCalls.list(database.ds))[0]?.state, { timeout: 5000 }).toBe('up');
    await first.onApplicationShutdown();
    started.splice(0);
    asterisk = new FakeAsterisk();
    asterisk.channels = answeredCall().channels;
  }
});
