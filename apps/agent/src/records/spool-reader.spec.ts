import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpoolRecord } from '@trunkline/asterisk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SpoolReader } from './spool-reader.js';

const recorded = readFileSync(new URL('../../../../libs/asterisk/src/cel/recorded/internal.jsonl', import.meta.url));
const many = (bytes: number): Buffer => Buffer.concat(Array(Math.ceil(bytes / recorded.length)).fill(recorded));

describe('SpoolReader', () => {
  let directory: string;
  let path: string;
  let stored: { fileId: string; records: readonly SpoolRecord[]; nextOffset: number }[];
  let losses: number;
  let duringStore: () => void;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cel-'));
    path = join(directory, 'trunkline.jsonl');
    stored = [];
    losses = 0;
    duringStore = () => undefined;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const reader = (offsets = new Map<string, number>()) =>
    new SpoolReader(
      {
        directory,
        name: 'trunkline.jsonl',
        rotateBytes: 1e9,
        store: async (fileId, { records, nextOffset }) => {
          duringStore();
          stored.push({ fileId, records, nextOffset });
        },
        forget: async () => undefined,
        lost: async () => {
          losses += 1;
        },
      },
      offsets,
    );

  it('given the file grows by megabytes while it is read, then every record is stored once and it is still one file', async () => {
    writeFileSync(path, many(1_500_000));
    let growths = 0;
    duringStore = () => {
      if (growths++ < 2) appendFileSync(path, many(1_500_000));
    };
    const target = reader();
    await target.pass();
    await target.pass();
    const places = stored.flatMap(({ records }) => records.map((record) => record.byteOffset));
    const lines = readFileSync(path, 'latin1').split('\n').length - 1;
    expect(places).toHaveLength(lines);
    expect(new Set(places).size).toBe(lines);
    expect(new Set(stored.map(({ fileId }) => fileId)).size).toBe(1);
    expect(losses).toBe(0);
    expect(stored.at(-1)?.nextOffset).toBe(statSync(path).size);
  });

  it('asks for no more before the last was stored, and stays where it is when storing fails', async () => {
    writeFileSync(path, many(2_500_000));
    duringStore = () => {
      throw new Error('the database is away');
    };
    const target = reader();
    await expect(target.pass()).rejects.toThrow('away');
    expect(stored).toEqual([]);
    duringStore = () => undefined;
    await target.pass();
    expect(stored[0]?.records[0]?.byteOffset).toBe(0);
    expect(stored).toHaveLength(3);
  });

  it('reads nothing and waits when there is no file yet', async () => {
    expect(await reader().pass()).toEqual({ read: 0, left: 0 });
  });

  it('says so when the folder is not there', async () => {
    rmSync(directory, { recursive: true });
    await expect(reader().pass()).rejects.toThrow(/ENOENT/);
    directory = mkdtempSync(join(tmpdir(), 'cel-'));
  });

  it('takes a record that stays cut when its writer is gone for two seconds', async () => {
    const cut = recorded.subarray(0, recorded.length - 5);
    writeFileSync(path, Buffer.concat([cut, Buffer.from('\n')]));
    const target = reader();
    expect((await target.pass()).left).toBeGreaterThan(0);
    const before = stored.flatMap(({ records }) => records).length;
    await expect.poll(async () => (await target.pass()).left, { timeout: 5000, interval: 100 }).toBe(0);
    expect(stored.flatMap(({ records }) => records)).toHaveLength(before + 1);
  });
});
