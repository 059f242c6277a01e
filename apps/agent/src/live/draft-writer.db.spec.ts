import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '@trunkline/contracts';
import type { CallDraft } from '@trunkline/domain';
import { type PostgresServer, startPostgres } from '@trunkline/local-runtime';
import {
  createDataSource,
  type DataSource,
  eventsAfter,
  headSeq,
  LiveCalls,
  migrate,
  NodeLeases,
  newId,
  storeCallEvents,
} from '@trunkline/persistence';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DraftWriter } from './draft-writer.js';

const where = { host: '127.0.42.1', port: 5433 };
const lease = { nodeId: 'node-1', held: () => 1 };
let stateDir: string;
let server: PostgresServer;
let ds: DataSource;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'trunkline-crash-'));
  server = await startPostgres({ stateDir, ...where });
  ds = await createDataSource(server.url).initialize();
  await migrate(ds);
  await NodeLeases.take(ds, lease.nodeId, { holder: 'a test', place: 'here' }, null, 600_000);
  // What is not waited for comes to the disk late.
  await ds.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
  await ds.query('SELECT pg_reload_conf()');
});
afterEach(async () => {
  await ds.destroy();
  await server.stop();
  await rm(stateDir, { recursive: true, force: true });
});

async function crash(): Promise<void> {
  await server.kill('SIGQUIT');
  await server.exited;
  server = await startPostgres({ stateDir, ...where });
}

const draft = (type: CallDraft['type'], data: Call): CallDraft => ({
  type,
  id: newId(),
  at: new Date().toISOString(),
  data,
});

function aCall(n: number): Call {
  const party = { number: `${1000 + n}`, e164: null, name: null, extensionId: null };
  const nothing = { trunkId: null, trunkName: null, routeId: null, routeName: null, numberId: null };
  const open = { answeredAt: null, endedAt: null, endReason: null, mergedInto: null, hangupCause: null, sipCode: null };
  const startedAt = new Date(Date.UTC(2026, 0, 31, 12, 0, n)).toISOString();
  const what = { state: 'ringing', direction: 'internal', from: party, to: party } as const;
  return {
    id: newId(),
    node: 'node-1',
    linkedid: `l-${n}`,
    ...what,
    ...nothing,
    ...open,
    startedAt,
    extensionIds: [],
    legs: [],
  };
}

it('given the server crashes, then what its disk had not yet is written again, in its order and with seqs of its own', async () => {
  const again: number[] = [];
  const writer = new DraftWriter(
    (changes, life) => storeCallEvents(ds, lease, changes, life),
    (events) => again.push(events),
  );
  const calls = Array.from({ length: 12 }, (_, n) => aCall(n));
  const [over, ...open] = calls as [Call, ...Call[]];
  const drafts = calls.map((call) => draft('call.started', call));
  for (const each of drafts) await writer.write([each]);
  const end = draft('call.ended', { ...over, state: 'ended', endedAt: new Date().toISOString() });
  await writer.write([end]);
  const told = await headSeq(ds);
  await crash();
  const left = (await eventsAfter(ds, 0, 100)).map(({ id }) => id);
  expect(left.length, 'what the disk had (control)').toBeLessThan(13);
  expect((await LiveCalls.list(ds)).map(({ id }) => id)).toContain(over.id);

  const last = draft('call.updated', { ...calls[11], state: 'up' } as Call);
  await writer.write([last]);
  const log = await eventsAfter(ds, 0, 100);
  expect(log.map(({ id }) => id)).toEqual([...drafts, end, last].map(({ id }) => id));
  expect(log[left.length]?.seq).toBeGreaterThan(told);
  expect(await LiveCalls.list(ds)).toEqual([...open.slice(0, -1), last.data]);
  expect(again).toEqual([expect.any(Number)]);
  await writer.write([draft('call.updated', { ...calls[11], state: 'held' } as Call)]);
  expect(again).toHaveLength(1);
});

it('forgets what the disk has', async () => {
  await ds.query('ALTER SYSTEM RESET wal_writer_delay');
  await ds.query('SELECT pg_reload_conf()');
  const writer = new DraftWriter(
    (changes, life) => storeCallEvents(ds, lease, changes, life),
    (events) => expect(events).toBeLessThan(5),
  );
  for (let n = 0; n < 20; n++) await writer.write([draft('call.started', aCall(n))]);
  await ds.query('CREATE TABLE waits_for_the_disk ()');
  for (let n = 20; n < 22; n++) await writer.write([draft('call.started', aCall(n))]);
  await crash();
  await writer.write([draft('call.started', aCall(22))]);
  expect(await LiveCalls.count(ds)).toBe(23);
  expect.assertions(2);
});
