import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDirectory } from '@trunkline/domain';
import { CallRecordEntity, Cel, CelEventEntity, SpoolGaps } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordStore } from './record-store.js';
import { SpoolReader } from './spool-reader.js';

const node = 'node-1';
const recorded = (name: string): Buffer =>
  readFileSync(new URL(`../../../../libs/asterisk/src/cel/recorded/${name}.jsonl`, import.meta.url));
const spool = 'trunkline.jsonl';

describe('the CEL spool', () => {
  const database = testDatabase();
  let directory: string;
  let path: string;
  let store: RecordStore;
  let broken: unknown[];
  /** Rows that listeners were told of. */
  let told: number;

  beforeEach(async () => {
    await database.empty();
    directory = mkdtempSync(join(tmpdir(), 'cel-'));
    path = join(directory, spool);
    broken = [];
    told = 0;
    store = new RecordStore({
      ds: database.ds,
      nodeId: node,
      directory: () => Promise.resolve(emptyDirectory),
      sipCallIdsOf: () => [],
      onStored: (stored) => {
        told += stored.length;
      },
      onBroken: (error) => broken.push(error),
    });
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
    expect(broken).toEqual([]);
  });

  const gaps = async () => (await SpoolGaps.list(database.ds, new Date(0), new Date('2999-01-01'), 100)).gaps;
  const reader = async (storing = store, rotateBytes = 1e9): Promise<SpoolReader> =>
    new SpoolReader(
      {
        directory,
        name: spool,
        rotateBytes,
        store: (fileId, chunk) => storing.store(fileId, chunk),
        forget: (fileIds) => storing.forget(fileIds),
        lost: (loss) => storing.lost(loss),
      },
      await store.offsets(),
    );
  const records = () => database.ds.manager.find(CallRecordEntity, { order: { startedAt: 'ASC' } });
  const rows = () => database.ds.manager.count(CelEventEntity);
  const old = (at: string) => utimesSync(at, new Date(0), new Date(0));

  it('makes one record of each call that ended, and none of one that goes on', async () => {
    const open = recorded('internal').subarray(0, recorded('internal').indexOf('"HANGUP"') - 14);
    writeFileSync(path, Buffer.concat([recorded('out-answered'), recorded('in-busy'), open]));
    await (await reader()).pass();
    expect((await records()).map((record) => record.disposition)).toEqual(['answered', 'busy']);
    expect((await Cel.openLinkedIds(database.ds, node)).length).toBe(1);
  });

  it('given hostile names and numbers, then the calls leave one record each', async () => {
    writeFileSync(path, Buffer.concat([recorded('in-hostile'), recorded('in-crlf'), recorded('internal')]));
    await (await reader()).pass();
    expect(await records()).toHaveLength(3);
  });

  it('changes nothing when the whole spool is read again', async () => {
    writeFileSync(path, Buffer.concat([recorded('out-failover'), recorded('in-cancel'), recorded('in-crlf')]));
    await (await reader()).pass();
    const before = { records: await records(), rows: await rows() };
    expect(before.records).toHaveLength(3);
    await database.ds.query('DELETE FROM cel_spool');
    await (await reader()).pass();
    expect({ records: await records(), rows: await rows() }).toEqual(before);
  });

  it('raises an alarm once, and tells new rows once, also when all is read again', async () => {
    await database.ds.query(
      `INSERT INTO trunks (id, ref, name, host, port, transport, auth, codecs, alarm_on, enabled, revision, created_at, updated_at)
       VALUES (gen_random_uuid(), 't_aaaaaaaaaa', 'A', 'a.example', 5060, 'udp', 'ip', '{}', '{unreachable}', true, 1, now(), now())`,
    );
    writeFileSync(path, recorded('out-allfail'));
    await (await reader()).pass();
    await database.ds.query('DELETE FROM cel_spool');
    await (await reader()).pass();
    const alarms = `SELECT data->>'class' AS class, data->>'calls' AS calls FROM event_log WHERE type = 'trunk.alarm'`;
    expect(await database.ds.query(alarms)).toEqual([{ class: 'unreachable', calls: '1' }]);
    expect(told).toBe(await rows());
  });

  it('follows a file that grows byte by byte, stopped and made anew at any time', async () => {
    const bytes = Buffer.concat([recorded('in-crlf'), recorded('out-busy')]);
    writeFileSync(path, '');
    for (let i = 0; i < bytes.length; i += 977) {
      appendFileSync(path, bytes.subarray(i, i + 977));
      await (await reader()).pass();
    }
    expect((await records()).map((record) => record.from)).toEqual(['1001', '155599']);
    expect(await rows()).toBe(28);
  });

  it('given the database fails between two reads, then nothing is lost and nothing doubled', async () => {
    writeFileSync(path, recorded('out-answered'));
    const failing = new RecordStore({
      ds: database.ds,
      nodeId: node,
      directory: () => Promise.reject(new Error('the database went away')),
      sipCallIdsOf: () => [],
      onStored: () => undefined,
      onBroken: (error) => broken.push(error),
    });
    await expect((await reader(failing)).pass()).rejects.toThrow('went away');
    // The rows were stored, the record was not: this is what a start finds.
    expect(await records()).toHaveLength(0);
    await store.buildOpen();
    await (await reader()).pass();
    expect(await records()).toHaveLength(1);
    expect(await rows()).toBe(14);
  });

  it('given the file is renamed, then the old one is read to its end before the new one, and deleted once stored', async () => {
    const bytes = recorded('internal');
    const cut = bytes.indexOf('"ANSWER"') - 14;
    writeFileSync(path, bytes.subarray(0, cut));
    await (await reader()).pass();
    const renamed = `${path}.1`;
    renameSync(path, renamed);
    writeFileSync(path, recorded('in-busy'));
    appendFileSync(renamed, bytes.subarray(cut));
    await (await reader()).pass();
    expect(await records()).toHaveLength(2);
    expect(existsSync(renamed)).toBe(true);
    old(renamed);
    await (await reader()).pass();
    expect(existsSync(renamed)).toBe(false);
    expect((await store.offsets()).size).toBe(1);
    expect(await records()).toHaveLength(2);
  });

  it('renames a file that grew too large, and goes on in the next one', async () => {
    writeFileSync(path, recorded('internal'));
    await (await reader(store, 1000)).pass();
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, recorded('in-busy'));
    await (await reader()).pass();
    expect(await records()).toHaveLength(2);
  });

  it('given the file was cut and written anew, then what is new is read', async () => {
    writeFileSync(path, Buffer.concat([recorded('internal'), recorded('out-answered')]));
    await (await reader()).pass();
    truncateSync(path);
    appendFileSync(path, recorded('in-busy'));
    await (await reader()).pass();
    await (await reader()).pass();
    expect(await records()).toHaveLength(3);
    expect(await gaps()).toMatchObject([{ kind: 'truncated', detail: expect.stringContaining('by something else') }]);
  });

  it('says that a file vanished, and keeps what it has of it', async () => {
    writeFileSync(path, recorded('internal'));
    const target = await reader();
    await target.pass();
    rmSync(path);
    await expect
      .poll(async () => (await target.pass()) && (await gaps()).length, { timeout: 5000, interval: 200 })
      .toBe(1);
    expect(await gaps()).toMatchObject([{ kind: 'vanished' }]);
    expect((await store.offsets()).size).toBe(0);
    writeFileSync(path, recorded('in-busy'));
    await target.pass();
    expect(await records()).toHaveLength(2);
    expect(await gaps()).toHaveLength(1);
  });

  it('keeps text that is no record as it is, says so once, and loses nothing around it', async () => {
    const bytes = recorded('internal');
    const torn = Buffer.from('{"eventtype":"CHAN_ST\n');
    const middle = bytes.indexOf('\n', bytes.length / 2) + 1;
    writeFileSync(path, Buffer.concat([torn, bytes.subarray(0, middle), torn, bytes.subarray(middle)]));
    await (await reader()).pass();
    await database.ds.query('DELETE FROM cel_spool');
    await (await reader()).pass();
    const kept = await database.ds.manager.findBy(CelEventEntity, { eventType: 'UNREADABLE' });
    expect(kept.map(({ raw }) => raw)).toEqual(['{"eventtype":"CHAN_ST', '{"eventtype":"CHAN_ST']);
    expect(await gaps()).toMatchObject([{ kind: 'unreadable', detail: expect.stringMatching(/^2 pieces/) }]);
    writeFileSync(path, bytes);
    const whole = await records();
    await database.empty();
    await (await reader()).pass();
    expect(await records()).toEqual(whole.map((one) => ({ ...one, storedAt: expect.any(Date) })));
  });

  it('closes a call of a killed Asterisk when it is told that the call is gone', async () => {
    const bytes = recorded('out-answered');
    writeFileSync(path, bytes.subarray(0, bytes.indexOf('"BRIDGE_EXIT"') - 14));
    await (await reader()).pass();
    const [open] = await store.open();
    if (!open) throw new Error('the call is not open');
    const atMicros = (open.lastAt.getTime() + 60_000) * 1000;
    await store.build([{ linkedid: open.linkedid, closing: { reason: 'pbx_crash', atMicros } }]);
    const crashed = {
      disposition: 'answered',
      endReason: 'pbx_crash',
      hangupCause: null,
      hangupCauseText: 'Asterisk ended unexpectedly during the call',
      endedAt: new Date(open.lastAt.getTime() + 60_000),
      billedSeconds: 60,
    };
    expect(await records()).toMatchObject([crashed]);
    expect(await store.open()).toEqual([]);
    // Whoever builds it again need not be told.
    await store.build([{ linkedid: open.linkedid }]);
    expect(await records()).toMatchObject([crashed]);
  });
});
