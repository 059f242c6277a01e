import { testDatabase } from '@trunkline/testing';
import type { EntityManager } from 'typeorm';
import { beforeEach, describe, expect, it } from 'vitest';
import { Cel, type CelRow } from './cel.js';

const node = 'node-1';

function line(byteOffset: number, linkedid: string, eventType = 'CHAN_START', more: Partial<CelRow> = {}): CelRow {
  const eventTime = `2026-01-31T12:00:0${byteOffset % 10}.123456Z`;
  return { byteOffset, linkedid, uniqueid: linkedid, eventType, eventTime, raw: `{"n":${byteOffset}}`, ...more };
}

describe('the CEL store', () => {
  const database = testDatabase();
  const append = (fileId: string, rows: CelRow[], newOffset: number) =>
    database.ds.transaction((manager) => Cel.append(manager, node, fileId, rows, newOffset));
  beforeEach(() => database.empty());

  it('adds nothing when a file is read again, in other pieces, and keeps the offset', async () => {
    const rows = [line(0, 'a'), line(10, 'b'), line(20, 'a', 'LINKEDID_END')];
    expect(await append('f1', rows, 30)).toEqual(['a', 'b']);
    await database.ds.transaction((manager) => Cel.close(manager, node, ['a']));
    expect(await append('f1', rows.slice(0, 2), 20)).toEqual([]);
    expect(await append('f1', [...rows.slice(1), line(30, 'c')], 40)).toEqual(['c']);
    expect(await Cel.offsets(database.ds, node)).toEqual(new Map([['f1', 40]]));
    expect((await Cel.rowsOf(database.ds, node, 'a')).map((row) => row.byteOffset)).toEqual([0, 20]);
    expect((await Cel.openLinkedIds(database.ds, node)).map((open) => open.linkedid)).toEqual(['b', 'c']);
  });

  it('stores lines and offset together or not at all', async () => {
    const failing = database.ds.transaction(async (manager) => {
      await Cel.append(manager, node, 'f1', [line(0, 'a')], 10);
      throw new Error('the agent died');
    });
    await expect(failing).rejects.toThrow('the agent died');
    expect(await Cel.offsets(database.ds, node)).toEqual(new Map());
    expect(await Cel.rowsOf(database.ds, node, 'a')).toEqual([]);
  });

  it('gives the lines of a call in the order of the spool, across files, whatever their clock says', async () => {
    await append('f1', [line(100, 'a', 'CHAN_START', { eventTime: '2026-01-31T12:00:05Z' }), line(200, 'b')], 300);
    await append('f2', [line(0, 'a', 'HANGUP', { eventTime: '2026-01-31T11:59:00Z' })], 100);
    const rows = await Cel.rowsOf(database.ds, node, 'a');
    expect(rows.map((row) => [row.eventType, row.eventTime])).toEqual([
      ['CHAN_START', '2026-01-31T12:00:05.000000Z'],
      ['HANGUP', '2026-01-31T11:59:00.000000Z'],
    ]);
    expect(rows[0]).toEqual(line(100, 'a', 'CHAN_START', { eventTime: '2026-01-31T12:00:05.000000Z' }));
  });

  it('keeps a large batch in order', async () => {
    const rows = Array.from({ length: 2500 }, (_one, n) => line(n, 'a'));
    await append('f1', rows, 2500);
    expect((await Cel.rowsOf(database.ds, node, 'a')).map((row) => row.byteOffset)).toEqual(
      rows.map((row) => row.byteOffset),
    );
  });

  it('stores what a stranger broke: NUL, half surrogates, lines without a linkedid', async () => {
    await append('f1', [line(0, 'a', 'CHAN_START', { raw: '{"name":"x\0\ud83d"' }), line(10, '', 'UNREADABLE')], 20);
    expect((await Cel.rowsOf(database.ds, node, 'a'))[0]?.raw).toBe('{"name":"x\ufffd\ufffd"');
    expect((await Cel.openLinkedIds(database.ds, node)).map((open) => open.linkedid)).toEqual(['a']);
  });

  it('knows a call as open until its record is made, and again when more lines come', async () => {
    await append('f1', [line(0, 'a'), line(1, 'a', 'HANGUP')], 10);
    expect(await Cel.openLinkedIds(database.ds, node)).toMatchObject([{ linkedid: 'a', ended: false }]);
    await append('f1', [line(12, 'a', 'LINKEDID_END')], 20);
    const [open] = await Cel.openLinkedIds(database.ds, node);
    expect(open).toEqual({
      linkedid: 'a',
      firstAt: new Date('2026-01-31T12:00:00.123Z'),
      lastAt: new Date('2026-01-31T12:00:02.123Z'),
      ended: true,
    });
    await database.ds.transaction((manager) => Cel.close(manager, node, ['a']));
    expect(await Cel.openLinkedIds(database.ds, node)).toEqual([]);
    await append('f1', [line(24, 'a', 'HANGUP')], 30);
    expect(await Cel.openLinkedIds(database.ds, node)).toHaveLength(1);
  });

  it('reads the lines of a call by their index, however many calls there are', async () => {
    await database.ds.query(
      `INSERT INTO cel_events (node, file_id, byte_offset, linkedid, uniqueid, event_type, event_time, raw)
       SELECT $1, 'f1', n, 'call-' || n / 10, 'channel-' || n / 5, 'CHAN_START', now(), repeat('x', 400)
         FROM generate_series(1, 20000) n`,
      [node],
    );
    await database.ds.query('ANALYZE cel_events');
    const scans = async (manager: EntityManager): Promise<number> => {
      await manager.query('SELECT pg_stat_force_next_flush()');
      const [row] = await manager.query(
        `SELECT seq_scan::int AS n FROM pg_stat_user_tables WHERE relname = 'cel_events'`,
      );
      return row.n;
    };
    const runner = database.ds.createQueryRunner();
    const before = await scans(runner.manager);
    expect(await Cel.rowsOfCalls(runner.manager, node, [['call-1000']])).toHaveLength(10);
    expect(await scans(runner.manager)).toBe(before);
    // The control: what reads the whole table is seen.
    await runner.manager.query(`SELECT count(*) FROM cel_events WHERE raw LIKE '%y'`);
    expect(await scans(runner.manager)).toBe(before + 1);
    await runner.release();
  });

  it('knows when each Asterisk that ended was last heard of', async () => {
    const at = (second: number) => `2026-01-31T12:00:${String(second).padStart(2, '0')}.000000Z`;
    const said = (second: number, uniqueid: string, eventType = 'CHAN_START') =>
      line(second, uniqueid, eventType, { uniqueid, eventTime: at(second) });
    const micros = (second: number) => Date.parse(at(second)) * 1000;
    const lines = [said(1, 'n-1.0'), said(4, 'n-1.10'), said(5, 'n-1.0', 'HANGUP')];
    await append('f1', [...lines, said(20, 'n-20.0'), said(21, 'n-20.1'), said(50, 'n-50.0')], 100);
    const lives = (after: number) => Cel.endedLives(database.ds, node, new Date(at(after)), new Date(at(40)));
    const second = { nextAtMicros: micros(40), lastSignMicros: micros(21) };
    expect(await lives(5)).toEqual([{ nextAtMicros: micros(20), lastSignMicros: micros(5) }, second]);
    expect(await lives(21)).toEqual([second]);
  });

  it('keeps nodes apart', async () => {
    await append('f1', [line(0, 'a')], 10);
    expect(await Cel.offsets(database.ds, 'node-2')).toEqual(new Map());
    expect(await Cel.rowsOf(database.ds, 'node-2', 'a')).toEqual([]);
    expect(await Cel.openLinkedIds(database.ds, 'node-2')).toEqual([]);
  });
});
