import type { RecordsFacts } from '@trunkline/persistence';
import { describe, expect, it } from 'vitest';
import { judge } from './judge-report.js';

const at = '2026-01-31T12:00:00.000Z';
const now = new Date('2026-01-31T12:00:02.000Z');
const none = { seen: 1, ended: 1, late: 0, closed: 1, crashed: 0, unknownEnd: 0, superseded: 0, open: 0 };
const facts: RecordsFacts = {
  from: at,
  to: at,
  calls: { ...none, withoutRecord: 0, withoutEnd: 0 },
  streamSince: at,
  spool: {
    rows: 9,
    gaps: [],
    gapCount: 0,
    lastStoredAt: '2026-01-31T11:00:00.000Z',
    files: [],
    lagBytes: 0,
    freeBytes: 1e9,
    reportedAt: at,
  },
};
const spool = (change: Partial<RecordsFacts['spool']>) =>
  judge({ ...facts, spool: { ...facts.spool, ...change } }, now);

describe('the verdict on call records', () => {
  it('is complete up to the last word of an agent for which nothing waits', () => {
    expect(judge(facts, now)).toMatchObject({
      complete: true,
      completeUpTo: at,
      summary: `Records are complete up to ${at}: nothing is missing.`,
    });
  });

  it.each([{ lagBytes: 5 }, { lagBytes: null }, { reportedAt: '2026-01-31T11:30:00.000Z' }])(
    'is up to the last line that was stored, given %j',
    (change) => {
      expect(spool(change).completeUpTo).toBe('2026-01-31T11:00:00.000Z');
    },
  );

  it('says what is missing', () => {
    const verdict = judge({ ...facts, calls: { ...facts.calls, withoutRecord: 2, withoutEnd: 1 } }, now);
    expect(verdict.complete).toBe(false);
    expect(verdict.summary).toContain('2 calls ended without a record, 1 record has no end in the stream');
    expect(spool({ gapCount: 1 })).toMatchObject({ complete: false });
  });

  it('claims nothing when nothing was ever stored', () => {
    expect(spool({ lastStoredAt: null, reportedAt: null })).toMatchObject({ complete: false, completeUpTo: null });
  });
});
