import { describe, expect, it } from 'vitest';
import { directoryOf } from '../directory/directory.js';
import { buildCallRecord } from './build-call-record.js';
import type { CelRow } from './cel-row.js';

const caller = 'PJSIP/t_aaaaaaaaaa-00000001';

/** A row of the caller's channel, `second` seconds after the call began. */
const row = (second: number, type: string, extra: Record<string, string> = {}): CelRow => ({
  ...{ type, atMicros: 1_780_000_000_000_000 + second * 1_000_000, uniqueid: '1.1', linkedid: '1.1', channel: caller },
  ...{ context: 'tl-from-trunk', peer: '', extra, exten: '+15550200001', num: '+15550100001', name: null },
});
const hangup = (second: number, cause: string, source = '') => [
  row(second, 'HANGUP', { hangupcause: cause, hangupsource: source, dialstatus: '' }),
  row(second, 'LINKEDID_END'),
];
const played = (then: 'end' | 'on') => [
  row(0, 'CHAN_START'),
  row(1, 'TL_ANNOUNCEMENT', { announcement: 'a_aaaaaaaaaa', then }),
  row(1, 'ANSWER'),
];
const directory = directoryOf({ trunks: [], extensions: [], routes: [] });
const record = (...rows: CelRow[]) => buildCallRecord('node-1', rows, directory);

describe('the record of a call that heard an announcement', () => {
  it('is answered since then where nothing follows, whoever hangs up', () => {
    for (const source of ['', caller])
      expect(record(...played('end'), ...hangup(4, '16', source))).toMatchObject({
        ...{ disposition: 'answered', billedSeconds: 3, durationSeconds: 4, sipCode: null, extensionIds: [] },
        ...{ to: '+15550200001', hangupCause: 16, legs: [{ role: 'caller' }] },
      });
  });

  it('is cancelled, without a code of SIP, where the caller hangs up before anybody was called', () => {
    expect(record(...played('on'), ...hangup(4, '16', caller))).toMatchObject({
      ...{ disposition: 'cancelled', answeredAt: null, billedSeconds: 0, sipCode: null },
    });
  });

  it('counts as what became of those who were called, before it or after it', () => {
    const rang = [
      row(1, 'TL_GROUP', { group: 'g_aaaaaaaaaa' }),
      row(2, 'TL_TARGET', { extension: 'e_aaaaaaaaaa' }),
      row(3, 'TL_RESULT', { trunk: '', status: 'NOANSWER', cause: '19', sip: '' }),
    ];
    expect(record(...played('end'), ...rang, ...hangup(4, '16'))).toMatchObject({ disposition: 'no_answer' });
    expect(record(...played('on'), ...rang, ...hangup(4, '19'))).toMatchObject({ disposition: 'no_answer' });
  });
});
