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
import { CallRecordEntity, Cel, CelEventEntity } from '@trunkline/persistence';
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

  beforeEach(async () => {
    await database.empty();
    directory = mkdtempSync(join(tmpdir(), 'cel-'));
    path = join(directory, spool);
    broken = [];
    store = new RecordStore({
      ds: database.ds,
      nodeId: node,
      directory: () => Promise.resolve(emptyDirectory),
      onBroken: (error) => broken.push(error),
    });
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
    expect(broken).toEqual([]);
  });

  const truncated: string[] = [];
  const reader = async (storing = store, rotateBytes = 1e9): Promise<SpoolReader> =>
    new SpoolReader(
      {
        directory,
        name: spool,
        rotateBytes,
        store: (fileId, records, next) => storing.store(fileId, records, next),
        forget: (fileId) => storing.forget(fileId),
        onTruncated: (at) => truncated.push(at),
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
    expect(truncated).toEqual([path]);
  });

  it('closes a call of a killed Asterisk when it is told that the call is gone', async () => {
    const bytes = recorded('out-answered');
    writeFileSync(path, bytes.subarray(0, bytes.indexOf('"BRIDGE_EXIT"') - 14));
    await (await reader()).pass();
    expect(await store.idleSince(new Date(0))).toEqual([]);
    const idle = await store.idleSince(new Date('2999-01-01'));
    expect(idle).toHaveLength(1);
    await store.build(idle, true);
    expect(await records()).toMatchObject([{ disposition: 'answered', hangupCause: null }]);
    expect(await store.idleSince(new Date('2999-01-01'))).toEqual([]);
  });
});
