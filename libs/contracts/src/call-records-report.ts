import { z } from 'zod';
import { timestampSchema } from './common.js';

/** Query of `GET /call-records/report`: `from` included, `to` not; the last 24 hours when neither is given. */
export const callRecordsReportQuerySchema = z.strictObject({
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
});
export type CallRecordsReportQuery = z.infer<typeof callRecordsReportQuerySchema>;

/**
 * What may have been lost of the spool: `vanished`, a file was gone before all of it was stored; `truncated`, a file was
 * cut; `unreadable`, bytes that are no record (kept raw); `disk_full`, Asterisk could not write for some time.
 */
export const spoolGapKindSchema = z.enum(['vanished', 'truncated', 'unreadable', 'disk_full']);
export type SpoolGapKind = z.infer<typeof spoolGapKindSchema>;

/** A place where lines of the spool are or may be missing. `endedAt` is null while it lasts. */
export const spoolGapSchema = z.object({
  node: z.string(),
  kind: spoolGapKindSchema,
  detail: z.string(),
  startedAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
});
export type SpoolGap = z.infer<typeof spoolGapSchema>;

/**
 * What came in against what was kept. `seen`, `ended` and `late` count events of the stream (as far back as it is kept,
 * `streamSince`), `closed`, `crashed` and `unknownEnd` records, `open` calls whose record is still to be made.
 * `withoutRecord` are calls that ended in the stream and have no record, `withoutEnd` records whose call.ended is missing.
 */
export const callRecordsReportSchema = z.object({
  from: timestampSchema,
  to: timestampSchema,
  complete: z.boolean(),
  completeUpTo: timestampSchema.nullable(),
  summary: z.string(),
  calls: z.object({
    seen: z.number().int(),
    ended: z.number().int(),
    late: z.number().int(),
    closed: z.number().int(),
    crashed: z.number().int(),
    unknownEnd: z.number().int(),
    superseded: z.number().int(),
    open: z.number().int(),
    withoutRecord: z.number().int(),
    withoutEnd: z.number().int(),
  }),
  streamSince: timestampSchema.nullable(),
  spool: z.object({
    rows: z.number().int(),
    gaps: z.array(spoolGapSchema),
    gapCount: z.number().int(),
    lastStoredAt: timestampSchema.nullable(),
    files: z.array(
      z.object({ node: z.string(), fileId: z.string(), byteOffset: z.number().int(), storedAt: timestampSchema }),
    ),
    lagBytes: z.number().int().nullable(),
    freeBytes: z.number().int().nullable(),
    reportedAt: timestampSchema.nullable(),
  }),
});
export type CallRecordsReport = z.infer<typeof callRecordsReportSchema>;
