import { describe, expect, it } from 'vitest';
import { nextStatus, recordsProblem } from './records-status.js';

const fine = { trouble: null, lagBytes: 0, free: { bytes: 1e12, share: 0.5 } };
const least = { bytes: 200 * 1024 * 1024, share: 0.02 };
const up = { status: 'up' as const, detail: null, since: '2026-01-31T12:00:00.000Z' };

describe('the status of call records', () => {
  it('is up while everything is read and stored', () => {
    expect(recordsProblem(fine, least)).toBeNull();
  });

  it.each([
    [{ ...fine, trouble: 'The database is away: call records wait in the spool.' }, /database is away/],
    [{ ...fine, lagBytes: 20 * 1024 * 1024 }, /20 MB wait/],
    [{ ...fine, free: { bytes: 1024 * 1024, share: 0.5 } }, /nearly full: 1 MB/],
    [{ ...fine, free: { bytes: 1e12, share: 0.01 } }, /nearly full/],
    [{ ...fine, free: { bytes: 300 * 1024, share: 0.5 } }, /nearly full: 300 kB/],
    [{ ...fine, free: { bytes: 0, share: 0 } }, /is full: call events are being lost/],
  ])('says what is wrong', (facts, expected) => {
    expect(recordsProblem(facts, least)).toMatch(expected);
  });

  it('keeps the time at which it changed', () => {
    const later = new Date('2026-01-31T13:00:00Z');
    const degraded = nextStatus(up, { ...fine, trouble: 'x' }, least, later);
    expect(degraded).toEqual({ status: 'degraded', detail: 'x', since: later.toISOString() });
    expect(nextStatus(up, fine, least, later)).toEqual(up);
    expect(nextStatus(degraded, { ...fine, trouble: 'y' }, least, new Date()).since).toBe(later.toISOString());
  });
});
