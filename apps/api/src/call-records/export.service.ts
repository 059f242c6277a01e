import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { CallRecordExportQuery } from '@trunkline/contracts';
import { CallRecords } from '@trunkline/persistence';
import { stringify } from 'csv-stringify/sync';
import { Database } from '../database/database.js';
import { csvColumns, csvRow } from './record-csv.js';

/** Records in one query of the export. */
const BATCH = 1000;

/** RFC 4180: lines end with CRLF, a cell is quoted where it must be. */
const lines = (rows: readonly (readonly string[])[]): string => stringify([...rows], { record_delimiter: '\r\n' });

/** Writes call records as CSV, as fast as the reader takes them. */
@Injectable()
export class ExportService {
  constructor(private readonly database: Database) {}

  /**
   * Writes the header row and every record that fits, in batches; ends when the reader goes away, with the query that is
   * running as the last one. The header is sent after the first batch, so that what fails at once is a problem answer.
   */
  async write({ sort, ...filter }: CallRecordExportQuery, output: Writable, begin: () => void): Promise<void> {
    let begun = false;
    const head = () => {
      begun = true;
      begin();
      output.write(lines([csvColumns]));
    };
    for await (const records of CallRecords.batches(this.database.source, filter, sort, BATCH)) {
      if (output.destroyed) return;
      if (!begun) head();
      if (!output.write(lines(records.map(csvRow)))) await drained(output);
      if (output.destroyed) return;
    }
    if (!begun) head();
    output.end();
  }
}

/** Settles when there is room again, or nobody reads any more. */
async function drained(output: Writable): Promise<void> {
  const stop = new AbortController();
  try {
    await Promise.race([
      once(output, 'drain', { signal: stop.signal }),
      once(output, 'close', { signal: stop.signal }),
    ]);
  } finally {
    stop.abort();
  }
}
