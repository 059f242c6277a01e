/**
 * The disk of the call events, and then that of the database, is full for 5 s (60 s by `npm run prove`) at 20 calls a
 * second. No call fails. Without room for call events the node says that it loses them, the report has the gap, and no
 * call outside of it is missing: that calls inside are missing shows that the disk was full (the control). Without room
 * in the database the API answers 503, the events wait in the spool, and afterwards every call has its record.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallRecordsReport, System } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource } from '@trunkline/persistence';
import {
  allRecords,
  anOffice,
  callsToRecord,
  InboundLoad,
  type LabStack,
  LOAD_CALLER,
  type LoadRun,
  labStack,
  liveCalls,
  type Office,
  proving,
  recordsOf,
  SmallDisk,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const seconds = proving ? 60 : 5;
/** Of room for the database: a minute of load writes a log of more than a hundred megabytes. */
const room = (proving ? 512 : 64) * 1024 * 1024;
let lab: LabStack;
let office: Office;
let load: InboundLoad;
let database: DataSource;
let disks: { events: SmallDisk; database: SmallDisk } | undefined;
let whyNot = '';

beforeAll(async () => {
  lab = await labStack({
    slot: 231,
    start: async (stack, directory) => {
      try {
        await mkdir(stack.pbx.dirs.cel, { recursive: true, mode: 0o750 });
        const events = await SmallDisk.over(stack.pbx.dirs.cel, 8 * 1024 * 1024);
        disks = { events, database: await SmallDisk.over(join(directory, 'postgres', 'data'), room) };
      } catch (error) {
        whyNot = String(error);
      }
      await stack.start();
    },
  });
  office = await anOffice(lab);
  load = await InboundLoad.prepare(lab, office);
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
});

afterAll(async () => {
  await database?.destroy();
  const { agent, api, asterisk, postgres } = lab.parts;
  for (const part of [agent, api, asterisk, postgres]) await part.stop();
  await disks?.events.unmount();
  await disks?.database.unmount();
  await lab.stop();
});

const isLoad = ({ from }: { from: string | null }) => from === LOAD_CALLER;
const records = async () => (await lab.api.get<System>('/system')).components.records;

async function calm(run: LoadRun): Promise<void> {
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(carrier.requests.get('INVITE')).toMatchObject({ sent: run.calls, retransmitted: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
}

it('says what it loses while no call event can be written, and loses nothing else', async ({ skip }) => {
  if (!disks) {
    console.log(`skipped: no file system can be mounted here (${whyNot})`);
    return skip();
  }
  const run = await load.start({ callsPerSecond: 20, seconds: seconds + 4 });
  await delay(2000);
  await disks.events.fill();
  const told = async () => ((await records()).detail?.includes('call events are being lost') ? records() : undefined);
  const full = await waitFor('the full disk to be told', told, { timeoutMs: 8000, everyMs: 100 });
  expect(full.status).toBe('degraded');
  await delay(seconds * 1000);
  await disks.events.clear();
  await calm(run);
  // So small a disk is always nearly full.
  const kept = async () => (await records()).detail?.includes('nearly full');
  await waitFor('records to be kept again', kept, { timeoutMs: 20_000, everyMs: 100 });

  // The line that was cut short by the full disk is a gap of its own.
  const { gaps } = (await lab.api.get<CallRecordsReport>('/call-records/report')).spool;
  const gap = gaps.find(({ kind }) => kind === 'disk_full');
  expect(gap).toMatchObject({ endedAt: expect.any(String) });
  await waitFor('no call to be left', async () => (await openCalls()) === 0, { timeoutMs: 60_000, everyMs: 250 });
  const withRecord = new Set((await allRecords(lab)).filter(isLoad).map(({ id }) => id));
  const seen = await callsSeen();
  expect(seen).toHaveLength(run.calls);
  const missing = seen.filter(({ id }) => !withRecord.has(id));
  expect(missing.length).toBeGreaterThan(0);
  // The agent looks at the disk four times a second.
  const [from, to] = [Date.parse(gap?.startedAt ?? '') - 1000, Date.parse(gap?.endedAt ?? '') + 1000];
  for (const { startedAt, endedAt } of missing)
    expect([startedAt.getTime() < to, endedAt.getTime() > from]).toEqual([true, true]);
});

const timeout = (seconds + 120) * 1000;
it('answers 503 while the database can write nothing, and has every record afterwards', { timeout }, async ({
  skip,
}) => {
  if (!disks) return skip();
  const before = (await allRecords(lab)).filter(isLoad).length;
  const run = await load.start({ callsPerSecond: 20, seconds: seconds + 4 });
  await delay(2000);
  await disks.database.fill();
  const statuses = new Set<number>();
  const patch = (name: string) => lab.api.send('PATCH', `/extensions/${office.ada.id}`, { name });
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await delay(250))
    statuses.add((await patch(`Ada ${until - Date.now()}`)).status);
  await disks.database.clear();
  // A Postgres that cannot write its log ends; the lab starts nothing again by itself.
  if (lab.parts.postgres.pid === null) await lab.parts.postgres.start();
  await calm(run);
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(statuses).toContain(503);
  expect(await recordsOf(lab, before + run.calls, isLoad, 60_000)).toHaveLength(before + run.calls);
});

const openCalls = async () => (await liveCalls(database)) + (await callsToRecord(database));

/** What the stream told of the load. */
const callsSeen = () =>
  database.query<{ id: string; startedAt: Date; endedAt: Date }[]>(
    `SELECT call_id AS id, (data->>'startedAt')::timestamptz AS "startedAt", (data->>'endedAt')::timestamptz AS "endedAt"
       FROM event_log WHERE type = 'call.ended' AND data->'from'->>'number' = $1`,
    [LOAD_CALLER],
  );
