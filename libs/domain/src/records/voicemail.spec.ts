import { describe, expect, it } from 'vitest';
import { directoryOf } from '../directory/directory.js';
import { buildCallRecord } from './build-call-record.js';
import type { CelRow } from './cel-row.js';

const caller = 'PJSIP/t_aaaaaaaaaa-00000001';
const ada = { id: '01900000-0000-7000-8000-000000000001', sipUsername: 'e_aaaaaaaaaa', number: '1001', name: 'Ada' };
const directory = directoryOf({ trunks: [], extensions: [ada], routes: [] });

/** A row of the caller's channel, `second` seconds after the call began. */
const row = (second: number, type: string, extra: Record<string, string> = {}): CelRow => ({
  ...{ type, atMicros: 1_780_000_000_000_000 + second * 1_000_000, uniqueid: '1.1', linkedid: '1.1', channel: caller },
  ...{ context: 'tl-from-trunk', peer: '', extra, exten: '+15550200001', num: '+15550100001', name: null },
});
/** A call that comes to Ada's mailbox after one second, and whose caller hangs up to end the message. */
const left = (after: string, ...before: CelRow[]) =>
  buildCallRecord(
    'node-1',
    [
      row(0, 'CHAN_START'),
      ...before,
      row(1, 'TL_VOICEMAIL', { extension: ada.sipUsername, after }),
      row(1, 'ANSWER'),
      row(9, 'HANGUP', { hangupcause: '16', hangupsource: caller, dialstatus: after }),
      row(9, 'LINKEDID_END'),
    ],
    directory,
  );
const rang = (status: string) => [
  row(0, 'TL_TARGET', { extension: ada.sipUsername }),
  row(1, 'TL_RESULT', { trunk: '', status, cause: '19', sip: '' }),
];

describe('the record of a call that came to a mailbox', () => {
  it('says whose it is, and is answered by it where nobody was to be called', () => {
    expect(left('')).toMatchObject({
      ...{ disposition: 'answered', billedSeconds: 8, sipCode: null },
      ...{ voicemailExtensionId: ada.id, extensionIds: [ada.id] },
    });
  });

  it('is not answered, nor cancelled, where phones rang before, or should have', () => {
    const missed = { answeredAt: null, billedSeconds: 0, voicemailExtensionId: ada.id };
    expect(left('NOANSWER', ...rang('NOANSWER'))).toMatchObject({ ...missed, disposition: 'no_answer' });
    expect(left('BUSY', ...rang('BUSY'))).toMatchObject({ ...missed, disposition: 'busy' });
    expect(left('CHANUNAVAIL')).toMatchObject({ ...missed, disposition: 'no_answer' });
    // The mailbox that a ring group leads to.
    expect(left('', row(0, 'TL_GROUP', { group: 'g_aaaaaaaaaa' }))).toMatchObject({
      ...missed,
      disposition: 'no_answer',
    });
  });

  it('of a call that hears messages is answered, and left in no mailbox', () => {
    const rows = [
      row(0, 'CHAN_START'),
      row(0, 'TL_MESSAGES', { mailbox: '1001@e_aaaaaaaaaa' }),
      row(0, 'ANSWER'),
      row(5, 'HANGUP', { hangupcause: '16', hangupsource: caller, dialstatus: '' }),
      row(5, 'LINKEDID_END'),
    ];
    expect(buildCallRecord('node-1', rows, directory)).toMatchObject({
      ...{ disposition: 'answered', billedSeconds: 5, voicemailExtensionId: null },
    });
  });
});
