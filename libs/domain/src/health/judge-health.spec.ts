import type { HealthCode, NodeFigures, NodeHealth } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { type HealthFacts, judgeHealth } from './judge-health.js';
import { sizeInWords } from './size-in-words.js';

const at = '2026-01-31T12:00:00.000Z';
const ago = (seconds: number) => new Date(Date.parse(at) - seconds * 1000).toISOString();
const up = { status: 'up', detail: null, since: null } as const;
const GB = 1024 ** 3;

const figures: NodeFigures = {
  version: '0.1.0',
  startedAt: ago(3600),
  asteriskStartedAt: ago(3600),
  ariMs: 2,
  controlMs: 1,
  channels: 0,
  queues: { waiting: 0, longest: null },
  relay: true,
  heldEvents: null,
  disks: [{ holds: ['spool', 'state'], freeBytes: 50 * GB, totalBytes: 100 * GB }],
};
const node: NodeHealth = {
  ...{ id: 'node-1', lastSeenAt: ago(1), agentUp: true, figures, asterisk: up, asteriskVersion: '22.10.1' },
  ...{ records: up, spool: { lagBytes: 0, freeBytes: null, readAt: ago(1) }, restart: null },
  owner: { holder: 'pbx 4711', token: 3, expired: false },
};
const well: HealthFacts = {
  ...{ at, nodes: [node], calls: 0, restartRequired: [], certificates: [] },
  configuration: { wantedRevision: 7, runningRevision: 7, waiting: 0, waitingSince: null, refused: 0 },
  records: { waiting: 0, waitingSince: null, openGaps: 0 },
  database: { answerMs: 1, sizeBytes: 9_000_000, connections: 9, maxConnections: 100, version: '18.1' },
  ...{ stream: { seq: 10, behind: 0 }, api: { version: '0.1.0', startedAt: ago(3600) } },
  webhooks: { waiting: 0, waitingSince: null, behind: 0, off: 0 },
};
const withNode = (change: Partial<NodeHealth>): HealthFacts => ({ ...well, nodes: [{ ...node, ...change }] });
const withFigures = (change: Partial<NodeFigures>) => withNode({ figures: { ...figures, ...change } });
const disk = (freeBytes: number, totalBytes = 100 * GB) =>
  withFigures({ disks: [{ holds: ['spool'], freeBytes, totalBytes }] });
const ends = (days: number) => ({ name: 'PBX', notAfter: new Date(ago(-days * 86_400)) });
const waits = { when: 'idle', status: 'waiting', requestedAt: ago(9), reason: null } as const;

describe('the health of the system', () => {
  it('is in order while every part is', () => {
    const { state, items } = judgeHealth(well);
    expect(state).toBe('ok');
    expect(items.filter((item) => item.state !== 'ok' || item.reason !== null || item.advice !== null)).toEqual([]);
  });

  it.each<[HealthCode, 'warning' | 'problem', HealthFacts]>([
    ['agent_never_seen', 'problem', { ...well, nodes: [] }],
    ['agent_silent', 'problem', withNode({ agentUp: false, lastSeenAt: ago(30) })],
    ['asterisk_unknown', 'warning', withNode({ agentUp: false })],
    ['agent_version', 'warning', withFigures({ version: '0.0.9' })],
    ['owner_expired', 'warning', withNode({ owner: { holder: 'pbx 4711', token: 3, expired: true } })],
    ['asterisk_down', 'problem', withNode({ asterisk: { status: 'down', detail: 'Gone.', since: ago(5) } })],
    ['asterisk_degraded', 'warning', withNode({ asterisk: { status: 'degraded', detail: 'Slow.', since: ago(5) } })],
    ['control_down', 'warning', withFigures({ controlMs: null })],
    ['relay_away', 'problem', withFigures({ relay: false })],
    ['events_waiting', 'warning', withFigures({ heldEvents: { bytes: 9, since: ago(6) } })],
    ['records_degraded', 'warning', withNode({ records: { status: 'degraded', detail: 'Behind.', since: ago(5) } })],
    ['records_waiting', 'warning', { ...well, records: { waiting: 2, waitingSince: ago(61), openGaps: 0 } }],
    ['disk_low', 'warning', disk(0.9 * GB)],
    ['disk_full', 'problem', disk(0.1 * GB)],
    ['restart_wanted', 'warning', { ...well, restartRequired: [{ field: 'sipPort', running: 5060, wanted: 5070 }] }],
    ['restart_waiting', 'warning', withNode({ restart: waits })],
    ['restart_running', 'warning', withNode({ restart: { ...waits, status: 'restarting' } })],
    ['restart_failed', 'problem', withNode({ restart: { ...waits, status: 'failed', reason: 'Port taken.' } })],
    ['config_refused', 'warning', { ...well, configuration: { ...well.configuration, refused: 1 } }],
    [
      'config_waiting',
      'warning',
      { ...well, configuration: { ...well.configuration, waiting: 1, waitingSince: ago(31) } },
    ],
    ['database_slow', 'warning', { ...well, database: { ...well.database, answerMs: 251 } }],
    ['database_connections', 'warning', { ...well, database: { ...well.database, connections: 86 } }],
    ['stream_behind', 'warning', { ...well, stream: { seq: 5000, behind: 1001 } }],
    ['webhooks_waiting', 'warning', { ...well, webhooks: { waiting: 3, waitingSince: ago(301), behind: 0, off: 0 } }],
    ['certificate_expired', 'problem', { ...well, certificates: [{ name: 'PBX', notAfter: new Date(ago(1)) }] }],
    ['certificate_expiring', 'warning', { ...well, certificates: [ends(99), ends(29)] }],
    ['webhooks_off', 'warning', { ...well, webhooks: { waiting: 0, waitingSince: null, behind: 0, off: 2 } }],
  ])('says %s as a %s, with what to do', (code, state, facts) => {
    const found = judgeHealth(facts).items.find((item) => item.code === code);
    expect(found).toMatchObject({ state, reason: expect.stringMatching(/\.$/), advice: expect.stringMatching(/\.$/) });
    expect(found?.reason).not.toContain('{');
  });

  it('puts what does not work before what should be looked at, and takes the worst for the whole', () => {
    const { state, items } = judgeHealth({ ...disk(0.1 * GB), stream: { seq: 5000, behind: 5000 } });
    expect([state, items.slice(0, 3).map((item) => item.state)]).toEqual(['problem', ['problem', 'warning', 'ok']]);
  });

  it('is patient with what passes by itself, and with a small disk that has room', () => {
    const calm = { ...well, records: { waiting: 2, waitingSince: ago(10), openGaps: 0 } };
    expect(judgeHealth(calm).state).toBe('ok');
    expect(judgeHealth(disk(0.5 * GB, GB)).state).toBe('ok');
  });

  it('says nothing of what the caller may not see, and of what a silent agent said', () => {
    const checks = ({ items }: ReturnType<typeof judgeHealth>) => items.map(({ check }) => check);
    expect(checks(judgeHealth({ ...well, webhooks: null, records: null }))).not.toContain('webhooks');
    expect(checks(judgeHealth(withNode({ agentUp: false })))).not.toContain('disk');
  });

  it('says sizes as people do', () => {
    expect([0, 1023, 1536, 20 * 1024 ** 2, 1.5 * GB].map(sizeInWords)).toEqual([
      '0 bytes',
      '1023 bytes',
      '1.5 kB',
      '20 MB',
      '1.5 GB',
    ]);
  });
});
