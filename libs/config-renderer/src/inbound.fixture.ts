import type { SnapshotInboundRoute, SnapshotSchedule } from '@trunkline/domain';

/** Inbound routes of the example: each sort of condition, and one for a trunk that is disabled. */
export const exampleInboundRoutes = (): SnapshotInboundRoute[] => [
  {
    id: '01900000-0000-7000-8000-000000000051',
    ref: 'i_blockedaaa',
    name: 'Blocked; for good',
    numbers: [],
    trunkIds: [],
    callers: [{ type: 'prefix', prefix: '+1900' }, { type: 'anonymous' }],
    schedule: null,
    destination: { type: 'hangup', cause: 'rejected' },
    fallback: null,
  },
  {
    id: '01900000-0000-7000-8000-000000000052',
    ref: 'i_rangeaaaaa',
    name: 'A range',
    numbers: [
      { type: 'range', from: '+15550300100', to: '+15550300249' },
      { type: 'prefix', prefix: '49301' },
      { type: 'exact', number: '+4989' },
    ],
    trunkIds: [],
    callers: [],
    schedule: null,
    destination: { type: 'extension', extensionId: '01900000-0000-7000-8000-000000000012' },
    fallback: { type: 'ring_group', ringGroupId: '01900000-0000-7000-8000-000000000043' },
  },
  {
    id: '01900000-0000-7000-8000-000000000053',
    ref: 'i_closedaaaa',
    name: 'Closed',
    numbers: [{ type: 'exact', number: '+15550200001' }],
    trunkIds: ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-0000000000ff'],
    callers: [],
    schedule: { scheduleId: '01900000-0000-7000-8000-000000000061', state: 'closed' },
    destination: { type: 'ring_group', ringGroupId: '01900000-0000-7000-8000-000000000042' },
    fallback: null,
  },
  {
    id: '01900000-0000-7000-8000-000000000054',
    ref: 'i_othersaaaa',
    name: 'Over a trunk that is disabled',
    numbers: [],
    trunkIds: ['01900000-0000-7000-8000-0000000000ff'],
    callers: [],
    schedule: null,
    destination: null,
    fallback: null,
  },
  {
    id: '01900000-0000-7000-8000-000000000055',
    ref: 'i_germansaaa',
    name: 'Germans on holidays',
    numbers: [],
    trunkIds: [],
    callers: [{ type: 'prefix', prefix: '49' }],
    schedule: { scheduleId: '01900000-0000-7000-8000-000000000062', state: 'open' },
    destination: null,
    fallback: null,
  },
];

/** The schedules that they ask. */
export const exampleSchedules = (): SnapshotSchedule[] => [
  {
    id: '01900000-0000-7000-8000-000000000061',
    ref: 's_officeaaaa',
    name: 'Office; hours',
    timezone: 'Europe/Berlin',
    weekly: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '12:30' },
      { days: ['mon', 'tue', 'wed', 'thu'], from: '13:30', to: '24:00' },
    ],
    holidays: [
      { name: 'Christmas; and after', from: '2026-12-24', to: '2026-12-26', hours: [] },
      { name: 'Stocktaking', from: '2026-12-31', to: '2026-12-31', hours: [{ from: '00:00', to: '08:15' }] },
    ],
    override: null,
  },
  {
    id: '01900000-0000-7000-8000-000000000062',
    ref: 's_overrideaa',
    name: 'Open by hand',
    timezone: 'UTC',
    weekly: [],
    holidays: [],
    override: 'open',
  },
];
