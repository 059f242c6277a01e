import { parseCelRecord, type SpoolRecord } from '@trunkline/asterisk';
import { buildCallRecord, type Directory } from '@trunkline/domain';
import {
  Cel,
  type DataSource,
  type EntityManager,
  isDatabaseUnavailable,
  type CelRow as StoredCelRow,
  upsertCallRecord,
} from '@trunkline/persistence';

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

/** What the store needs: `directory` answers the newest one. */
export interface RecordStoreOptions {
  ds: DataSource;
  nodeId: string;
  directory: () => Promise<Directory>;
  onBroken: (error: unknown, linkedid: string) => void;
}

/** CEL rows and call records in the database. */
export class RecordStore {
  constructor(private readonly options: RecordStoreOptions) {}

  /** Where the reader stands in each file. */
  offsets(): Promise<Map<string, number>> {
    return Cel.offsets(this.options.ds, this.options.nodeId);
  }

  /** Stores rows and the place after them in one transaction, then makes the records of the calls that ended. */
  async store(fileId: string, records: readonly SpoolRecord[], nextOffset: number): Promise<void> {
    const { ds, nodeId } = this.options;
    const added = await ds.transaction((manager) =>
      Cel.append(manager, nodeId, fileId, records.map(stored), nextOffset),
    );
    const touched = new Set(added);
    const ended = records.filter(({ row }) => row.type === 'LINKEDID_END' || row.type === 'CHAN_END');
    await this.build([...new Set(ended.map(({ row }) => row.linkedid))].filter((linkedid) => touched.has(linkedid)));
  }

  /** Makes every record that is due and missing: what a crash left between rows and record. */
  async buildOpen(): Promise<void> {
    const open = await Cel.openLinkedIds(this.options.ds, this.options.nodeId);
    await this.build(open.map((call) => call.linkedid));
  }

  /** Makes the records of these calls. With `close` they are known to be over, whatever their rows say. */
  async build(linkedids: readonly string[], close = false): Promise<void> {
    if (linkedids.length === 0) return;
    const directory = await this.options.directory();
    for (let i = 0; i < linkedids.length; i += BATCH) {
      const batch = linkedids.slice(i, i + BATCH);
      try {
        await this.buildTogether(batch, directory, close);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        await this.buildOneByOne(batch, directory, close);
      }
    }
  }

  async forget(fileId: string): Promise<void> {
    await this.options.ds.transaction((manager) => Cel.forgetFile(manager, this.options.nodeId, fileId));
  }

  /** Calls without a record of which nothing was heard since `before`. */
  async idleSince(before: Date): Promise<string[]> {
    const open = await Cel.openLinkedIds(this.options.ds, this.options.nodeId);
    return open.filter((call) => call.lastAt < before).map((call) => call.linkedid);
  }

  private buildTogether(linkedids: readonly string[], directory: Directory, close: boolean): Promise<void> {
    return this.options.ds.transaction(async (manager) => {
      for (const linkedid of linkedids) await this.buildOne(manager, linkedid, directory, close);
    });
  }

  /** One call that cannot be recorded must not keep the others from it. */
  private async buildOneByOne(linkedids: readonly string[], directory: Directory, close: boolean): Promise<void> {
    for (const linkedid of linkedids) {
      try {
        await this.buildTogether([linkedid], directory, close);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        this.options.onBroken(error, linkedid);
      }
    }
  }

  private async buildOne(
    manager: EntityManager,
    linkedid: string,
    directory: Directory,
    close: boolean,
  ): Promise<void> {
    const rows = await Cel.rowsOf(manager, this.options.nodeId, linkedid);
    const record = buildCallRecord(
      this.options.nodeId,
      rows.flatMap(({ raw }) => parseCelRecord(raw) ?? []),
      directory,
      { close },
    );
    if (record) await upsertCallRecord(manager, record);
    else if (close) await Cel.close(manager, this.options.nodeId, linkedid);
  }
}
