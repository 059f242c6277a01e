import type {
  ExtensionWithSecret,
  InboundRoute,
  OutboundRoute,
  Schedule,
  Trunk,
  TrunkTest,
} from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  aNumber,
  anExtension,
  anInboundRoute,
  anOutboundRoute,
  aSchedule,
  aTrunk,
  create,
  type LabStack,
  type Office,
} from '@trunkline/testing';

/** Resources that have something in every field, so that their forms and the explanation of a call are as long as they get. */
export interface EveryField {
  /** Its credentials are wrong; it has two gateways, options, and a test that found out why. */
  branchTrunk: Trunk;
  /** In a group, with a mailbox and a number of its own. */
  cleo: ExtensionWithSecret;
  schedule: Schedule;
  inboundRoute: InboundRoute;
  /** For a group, with a PIN, numbers shown by area, and the cheapest trunk first. */
  policedRoute: OutboundRoute;
}

/** Makes them beside an office, whose trunk gets prices and alarms, and whose number a way out when nobody is reached. */
export async function everyField(lab: LabStack, { trunk, ben, number, route }: Office): Promise<EveryField> {
  const { api } = lab;
  const branchTrunk = await create<Trunk>(lab, '/trunks', branch(lab));
  const cleo = await create<ExtensionWithSecret>(
    lab,
    '/extensions',
    anExtension({
      ...{ number: '1003', name: 'Cleo', callerId: '+15550200001', groups: ['management', 'reception'] },
      ...{ voicemailEnabled: true, voicemailPin: '24680' },
    }),
  );
  const schedule = await create<Schedule>(
    lab,
    '/schedules',
    aSchedule({
      weekly: [
        { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '12:00' },
        { days: ['mon', 'tue', 'thu'], from: '13:00', to: '17:30' },
      ],
      holidays: [
        { name: 'Christmas and the days after it', from: '2026-12-24', to: '2026-12-31', hours: [] },
        { name: 'Stocktaking', from: '2027-01-04', to: '2027-01-04', hours: [{ from: '09:00', to: '12:00' }] },
      ],
    }),
  );
  const external = { type: 'external', number: '+15550100001', outboundRouteId: route.id } as const;
  const inboundRoute = await create<InboundRoute>(
    lab,
    '/inbound-routes',
    anInboundRoute({
      name: 'Branch office, outside hours',
      position: 10,
      numbers: [
        { type: 'exact', number: '+15550200002' },
        { type: 'prefix', prefix: '+155502001' },
        { type: 'range', from: '+15550200300', to: '+15550200399' },
      ],
      trunkIds: [trunk.id, branchTrunk.id],
      callers: [{ type: 'prefix', prefix: '+49' }, { type: 'anonymous' }],
      schedule: { scheduleId: schedule.id, state: 'closed' },
      destination: { type: 'extension', extensionId: ben.id },
      fallback: external,
    }),
  );
  await api.post('/numbers', aNumber({ number: '+15550200002', label: 'Reception of the branch office' }));
  await api.patch(`/numbers/${number.id}?wait=applied`, { fallback: { type: 'voicemail', extensionId: cleo.id } });
  const policedRoute = await create<OutboundRoute>(lab, '/outbound-routes', policed([branchTrunk.id, trunk.id]));
  const emergency = [
    { match: '112', strip: 0, prepend: '' },
    { match: '110', strip: 0, prepend: '' },
  ];
  const always = { name: 'Emergency', position: 1, emergency: true, patterns: emergency };
  await api.post('/outbound-routes', anOutboundRoute({ ...always, trunkIds: [trunk.id, branchTrunk.id] }));
  await putRates(lab, trunk.id);
  await api.patch(`/trunks/${trunk.id}?wait=applied`, { alarmOn: ['failed', 'forbidden'] });
  await Promise.all([tested(lab, branchTrunk.id, null), tested(lab, trunk.id, '+15550100002')]);
  return { branchTrunk, cleo, schedule, inboundRoute, policedRoute };
}

function branch({ slot, carrierAccount: { username } }: LabStack) {
  return aTrunk({
    name: 'Second carrier of the branch office',
    ...{ host: slot.carrier, username, fromUser: 'branch', fromDomain: 'branch.example.org' },
    ...{ callerId: '+15550200002', callerIdPolicy: 'fallback', maxCalls: 4 },
    gateways: [
      { host: slot.carrier, port: 5060, priority: 1, weight: 10 },
      { host: slot.peer(20), port: 5060, priority: 2, weight: 1 },
    ],
    numbering: { countryCode: '49', nationalPrefix: '0', internationalPrefix: '00', out: 'national', in: 'national' },
    sourceAddresses: ['192.0.2.0/24', 'sip.branch.example.org'],
    identifyHeader: 'X-Account: 4711',
    inboundCredentials: [{ username: 'branch-of-the-carrier', password: 'not-a-real-password' }],
    ...{ dtmfMode: 'info', hideCaller: true, jitterBuffer: 'adaptive' },
    pjsipOptions: [{ object: 'endpoint', option: 'rtp_keepalive', value: '20' }],
  });
}

function policed(trunkIds: string[]) {
  return anOutboundRoute({
    ...{ name: 'Abroad', position: 200, trunkIds, order: 'least_cost', pin: '24680', callerId: '+15550200001' },
    patterns: [
      { match: '00X.', strip: 2, prepend: '+' },
      { match: '0ZX.', strip: 1, prepend: '+49' },
    ],
    allowedGroups: ['management', 'reception'],
    areaCallerIds: [
      { prefix: '0049', callerId: '+4930100' },
      { prefix: '0043', callerId: '+431100' },
    ],
    ...{ failoverOn: ['unreachable', 'failed'], alarmOn: ['failed', 'busy'] },
  });
}

async function putRates({ api }: LabStack, trunkId: string): Promise<void> {
  const rates = [
    { prefix: '1', price: '0.0090', name: 'United States and Canada' },
    { prefix: '49', price: '0.02', name: 'Germany' },
    { prefix: '4930', price: '0.012', name: 'Berlin' },
    { prefix: '88213', price: '4.9', name: 'Satellite, a name that is longer than its column is wide' },
  ];
  await api.send('PUT', `/trunks/${trunkId}/rates?wait=applied`, { currency: 'EUR', rates });
}

/** Tests a trunk to the end, whatever is found. */
async function tested({ api }: LabStack, trunkId: string, number: string | null): Promise<void> {
  const path = `/trunks/${trunkId}/tests`;
  await api.post<TrunkTest>(path, number === null ? {} : { number });
  const isOver = async () => (await api.get<{ items: TrunkTest[] }>(path)).items[0]?.status !== 'running';
  await waitFor('the test of a trunk to be over', isOver, { timeoutMs: 60_000 });
}
