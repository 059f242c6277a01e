import { parseCelRecord, type SpoolChunk, type SpoolRecord } from '@trunkline/asterisk';
import type { SpoolGap } from '@trunkline/contracts';
import { type CelRow, type Directory, failedAttempt } from '@trunkline/domain';
import {
  appendEvents,
  buildStoredCalls,
  type CallToRecord,
  Cel,
  type DataSource,
  type EndedLife,
  isDatabaseUnavailable,
  noteSipCallIds,
  type OpenLinkedId,
  publishLateEndings,
  SpoolGaps,
  type CelRow as StoredCelRow,
  TrunkAlarms,
} from '@trunkline/persistence';
import type { SpoolLoss } from './spool-reader.js';

/** Records made in one transaction. */
const BATCH = 50;

/** Microseconds since the epoch as ISO 8601, none lost. */
export function isoMicros(micros: number): string {
  const milliseconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${milliseconds}${String(micros % 1000).padStart(3, '0')}Z`;
}

const stored = ({ byteOffset, raw, row }: SpoolRecord): StoredCelRow => ({
  byteOffset,
  raw,
  linkedid: row.linkedid,
  uniqueid: row.uniqueid,
  eventType: row.type,
  eventTime: isoMicros(row.atMicros),
});

/**
 * What the store needs: `directory` answers the newest one, `sipCallIdsOf` what the stream has told of a call, `onStored` is
 * told of new rows.
 */
export interface RecordStoreOptions {
  ds: DataSource;
  nodeId: string;
  directory: () => Promise<Directory>;
  sipCallIdsOf: (callId: string) => readonly string[];
  onStored: (rows: readonly CelRow[]) => void;
  onBroken: (error: unknown, linkedid: string) => void;
}

/** CEL rows and call records in the database. */
export class RecordStore {
  constructor(private readonly options: RecordStoreOptions) {}

  /** Where the reader stands in each file. */
  offsets(): Promise<Map<string, number>> {
    return Cel.offsets(this.options.ds, this.options.nodeId);
  }

  /**
   * Stores what was read and the place after it in one transaction, with the alarms that it raises, then makes the records of
   * the calls that ended.
   */
  async store(fileId: string, { records, fragments, nextOffset }: Omit<SpoolChunk, 'left'>): Promise<void> {
    const { ds, nodeId } = this.options;
    const touched = await ds.transaction(async (manager) => {
      const torn = fragments.length === 0 ? 0 : await Cel.appendFragments(manager, nodeId, fileId, fragments);
      const detail = `${torn} pieces of text in the spool are no call events; they are kept as they are.`;
      if (torn > 0) await SpoolGaps.add(manager, { node: nodeId, kind: 'unreadable', detail }, new Date());
      const appended = new Set(await Cel.append(manager, nodeId, fileId, records.map(stored), nextOffset));
      const failed = records.flatMap(({ row }) => (appended.has(row.linkedid) ? (failedAttempt(row) ?? []) : []));
      await appendEvents(manager, await TrunkAlarms.count(manager, nodeId, failed));
      return appended;
    });
    this.options.onStored(records.flatMap(({ row }) => (touched.has(row.linkedid) ? row : [])));
    const ended = records.filter(({ row }) => row.type === 'LINKEDID_END' || row.type === 'HANGUP');
    const due = [...new Set(ended.map(({ row }) => row.linkedid))].filter((linkedid) => touched.has(linkedid));
    await this.build(due.map((linkedid) => ({ linkedid })));
  }

  /** Makes every record that is due and missing: what a crash left between rows and record. */
  async buildOpen(): Promise<void> {
    await this.build(await this.open());
  }

  /** Makes the records of these calls. */
  async build(calls: readonly CallToRecord[]): Promise<void> {
    if (calls.length === 0) return;
    const directory = await this.options.directory();
    for (let i = 0; i < calls.length; i += BATCH) {
      const batch = calls.slice(i, i + BATCH);
      try {
        await this.buildTogether(batch, directory);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        await this.buildOneByOne(batch, directory);
      }
    }
  }

  async forget(fileIds: readonly string[]): Promise<void> {
    await this.options.ds.transaction((manager) => Cel.forgetFiles(manager, this.options.nodeId, fileIds));
  }

  /** Keeps that something of the spool was lost, and how reading goes on. */
  async lost({ kind, detail, forget, begin }: SpoolLoss): Promise<void> {
    const { ds, nodeId } = this.options;
    await ds.transaction(async (manager) => {
      await SpoolGaps.add(manager, { node: nodeId, kind, detail }, new Date());
      await Cel.forgetFiles(manager, nodeId, forget);
      if (begin !== null) await Cel.begin(manager, nodeId, begin);
    });
  }

  /** Keeps that a gap that lasts has begun, or ended. */
  async gap(change: 'begin' | 'end', { kind, detail }: Pick<SpoolGap, 'kind' | 'detail'>, at: Date): Promise<void> {
    const { ds, nodeId: node } = this.options;
    await ds.transaction((manager) =>
      change === 'begin'
        ? SpoolGaps.open(manager, { node, kind, detail }, at)
        : SpoolGaps.close(manager, node, kind, at),
    );
  }

  /** Calls without a record. */
  open(): Promise<OpenLinkedId[]> {
    return Cel.openLinkedIds(this.options.ds, this.options.nodeId);
  }

  /** The Asterisks that ended after `after`; `startedAt` is when the one that is up now started. */
  endedLives(after: Date, startedAt: Date): Promise<EndedLife[]> {
    return Cel.endedLives(this.options.ds, this.options.nodeId, after, startedAt);
  }

  /** The time by the clock of the database. */
  async now(): Promise<Date> {
    const [row] = await this.options.ds.query<[{ now: Date }]>('SELECT now()');
    return row.now;
  }

  /** Ends in the stream what has a record and did not end there. Returns how many calls that were. */
  publishLate(since: Date, graceSeconds: number): Promise<number> {
    const { ds, nodeId: node } = this.options;
    return ds.transaction((manager) => publishLateEndings(manager, { node, since, graceSeconds }));
  }

  /** Notes what the stream knows of records made since then and the spool does not: SIP Call-IDs. */
  noteSipCallIds(since: Date): Promise<void> {
    const { ds, nodeId: node } = this.options;
    return ds.transaction((manager) => noteSipCallIds(manager, { node, since }));
  }

  private async buildTogether(calls: readonly CallToRecord[], directory: Directory): Promise<void> {
    const { ds, nodeId: node, sipCallIdsOf } = this.options;
    const sources = { node, directory, parse: parseCelRecord, sipCallIdsOf };
    await ds.transaction((manager) => buildStoredCalls(manager, sources, calls));
  }

  /** One call that cannot be recorded must not keep the others from it. */
  private async buildOneByOne(calls: readonly CallToRecord[], directory: Directory): Promise<void> {
    for (const call of calls) {
      try {
        await this.buildTogether([call], directory);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        this.options.onBroken(error, call.linkedid);
      }
    }
  }
}
