import { describe, expect, it } from 'vitest';
import type { CelRow } from '../records/cel-row.js';
import { GatewayCalls } from './gateway-calls.js';

const row = (atMs: number, type: string, change: Partial<CelRow> = {}): CelRow => ({
  ...{ type, atMicros: atMs * 1000, uniqueid: 'phone', linkedid: 'phone', channel: 'PJSIP/e_a-00000001', context: '' },
  ...{ peer: '', extra: {}, exten: null, num: null, name: null },
  ...change,
});
const attempt = (at: number, gateway = 'a:5060') =>
  row(at, 'TL_ATTEMPT', { extra: { route: 'r_a', trunk: 't_a', number: '1', gateway } });
const result = (at: number, status: string, sip = '', gateway = 'a:5060') =>
  row(at, 'TL_RESULT', { extra: { trunk: 't_a', route: 'r_a', gateway, status, cause: '34', sip } });
const answer = (at: number, change: Partial<CelRow> = {}) =>
  row(at, 'ANSWER', { uniqueid: 'carrier', channel: 'PJSIP/t_a-00000002', ...change });

const seen = (...rows: CelRow[]) => {
  const calls = new GatewayCalls();
  return rows.flatMap((one) => calls.take(one) ?? []);
};

describe('GatewayCalls', () => {
  it('tells each end of a call, and the answer, with the time since it was asked', () => {
    const rows = [attempt(1), result(5, 'CONGESTION', '503'), attempt(6, 'b:5060'), answer(9)];
    expect(seen(...rows, row(20, 'LINKEDID_END'))).toEqual([
      { trunkRef: 't_a', gateway: 'a:5060', linkedid: 'phone', startedAt: 1, at: 5, end: 'failed' },
      { trunkRef: 't_a', gateway: 'b:5060', linkedid: 'phone', startedAt: 6, at: 9, end: 'answered' },
    ]);
  });

  it('tells an end whose beginning was not seen', () => {
    expect(seen(result(5, 'BUSY', '486'))).toMatchObject([{ startedAt: null, end: 'busy', gateway: 'a:5060' }]);
  });

  it.each([
    ['what the caller gave up', [attempt(1), row(4, 'LINKEDID_END'), answer(5)]],
    ['a trunk that was passed over', [attempt(1), result(1, 'SKIPPED')]],
    ['a trunk without a free line', [attempt(1), result(1, 'FULL')]],
    ['the answer of a phone', [attempt(1), answer(2, { channel: 'PJSIP/e_b-00000002' })]],
    ['the answer of who called over the same trunk', [attempt(1), answer(2, { uniqueid: 'phone' })]],
    [
      'what ended at an extension',
      [row(2, 'TL_RESULT', { extra: { trunk: '', status: 'BUSY', cause: '17', sip: '486' } })],
    ],
  ])('tells nothing of %s', (_, rows) => {
    expect(seen(...rows)).toEqual([]);
  });
});
