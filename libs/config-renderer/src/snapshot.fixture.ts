import { type PbxSnapshot, rateTable, writtenRates } from '@trunkline/domain';
import { exampleInboundRoutes, exampleSchedules } from './inbound.fixture.js';
import { renderSnapshot } from './render-snapshot.js';
import { exampleTrunks } from './trunks.fixture.js';

const routeDefaults = {
  order: 'listed' as const,
  ...{ emergency: false, allowedGroups: [], pinSecret: null, callerId: null, areaCallerIds: [] },
};

/** A snapshot of one of each thing, with values that are awkward to write; for specs. */
export function exampleSnapshot(): PbxSnapshot {
  return {
    revision: 7,
    trunks: exampleTrunks(),
    extensions: [
      {
        id: '01900000-0000-7000-8000-000000000011',
        sipUsername: 'e_anna234567',
        number: '1001',
        name: 'Anna "the; <boss>" \\ Müller',
        secret: 'phone-secret;1',
        codecs: ['opus', 'g722', 'ulaw', 'alaw'],
        maxContacts: 2,
        callerId: null,
        groups: [],
        voicemail: { pinSecret: '4711', pinsSet: 2, ringSeconds: 25 },
      },
      {
        id: '01900000-0000-7000-8000-000000000012',
        sipUsername: 'e_bert234567',
        number: '1002',
        name: 'Bert',
        secret: 'phone-secret-2',
        codecs: ['ulaw'],
        maxContacts: 1,
        callerId: '+15550200002',
        groups: ['staff', 'sales_1'],
        voicemail: null,
      },
    ],
    numbers: [
      {
        id: '01900000-0000-7000-8000-000000000021',
        number: '+15550200001',
        destination: { type: 'extension', extensionId: '01900000-0000-7000-8000-000000000011' },
        fallback: null,
      },
      { id: '01900000-0000-7000-8000-000000000022', number: '+15550200002', destination: null, fallback: null },
      {
        id: '01900000-0000-7000-8000-000000000023',
        number: '+15550200003',
        destination: { type: 'extension', extensionId: '01900000-0000-7000-8000-0000000000ff' },
        fallback: {
          type: 'external',
          number: '+15550100002',
          outboundRouteId: '01900000-0000-7000-8000-000000000033',
        },
      },
      {
        id: '01900000-0000-7000-8000-000000000024',
        number: '+15550200004',
        destination: { type: 'ring_group', ringGroupId: '01900000-0000-7000-8000-000000000041' },
        fallback: null,
      },
      {
        id: '01900000-0000-7000-8000-000000000025',
        number: '+15550200005',
        destination: {
          type: 'external',
          number: '030123',
          outboundRouteId: '01900000-0000-7000-8000-000000000032',
        },
        fallback: null,
      },
      {
        id: '01900000-0000-7000-8000-000000000026',
        number: '+15550200006',
        destination: { type: 'hangup', cause: 'busy' },
        fallback: null,
      },
      {
        id: '01900000-0000-7000-8000-000000000027',
        number: '+15550200007',
        destination: { type: 'announcement', announcementId: '01900000-0000-7000-8000-000000000052' },
        fallback: null,
      },
      {
        id: '01900000-0000-7000-8000-000000000028',
        number: '+15550200008',
        destination: { type: 'voicemail', extensionId: '01900000-0000-7000-8000-000000000011' },
        fallback: null,
      },
      {
        id: '01900000-0000-7000-8000-000000000029',
        number: '+15550200009',
        destination: { type: 'voicemail', extensionId: '01900000-0000-7000-8000-000000000012' },
        fallback: null,
      },
    ],
    outboundRoutes: [
      {
        id: '01900000-0000-7000-8000-000000000031',
        ref: 'r_worldaaaaa',
        name: 'World',
        patterns: [
          { match: '+X.', strip: 0, prepend: '' },
          { match: '00Z.', strip: 2, prepend: '+' },
        ],
        trunkRefs: ['t_carrieraaa', 't_carrierbbb'],
        failoverOn: null,
        ...routeDefaults,
      },
      {
        id: '01900000-0000-7000-8000-000000000032',
        ref: 'r_localaaaaa',
        name: 'Local; cheap',
        patterns: [{ match: '0[2-9]XXXX.', strip: 1, prepend: '' }],
        trunkRefs: ['t_staticaaaa'],
        failoverOn: null,
        ...routeDefaults,
      },
      {
        id: '01900000-0000-7000-8000-000000000033',
        ref: 'r_nowhereaaa',
        name: 'No trunk left',
        patterns: [
          { match: '9.', strip: 1, prepend: '' },
          { match: '[78]X.', strip: 4, prepend: '' },
        ],
        trunkRefs: [],
        failoverOn: ['busy'],
        ...routeDefaults,
        allowedGroups: ['staff', 'boss'],
        pinSecret: '2468',
        callerId: '+15550200009',
      },
      {
        id: '01900000-0000-7000-8000-000000000034',
        ref: 'r_emergencya',
        name: 'Emergency',
        patterns: [
          { match: '112', strip: 0, prepend: '' },
          { match: '0112', strip: 1, prepend: '' },
        ],
        trunkRefs: ['t_staticaaaa', 't_carrieraaa'],
        failoverOn: null,
        ...routeDefaults,
        emergency: true,
        areaCallerIds: [
          { prefix: '1', callerId: '+15550200001' },
          { prefix: '+112', callerId: '+15550200002' },
        ],
      },
      {
        id: '01900000-0000-7000-8000-000000000035',
        ref: 'r_cheapaaaaa',
        name: 'Cheapest',
        patterns: [{ match: '*9[1-9].', strip: 2, prepend: '+' }],
        trunkRefs: ['t_carrieraaa', 't_carrierbbb', 't_staticaaaa'],
        failoverOn: null,
        ...routeDefaults,
        order: 'least_cost',
      },
    ],
    ringGroups: [
      {
        id: '01900000-0000-7000-8000-000000000041',
        ref: 'g_salesaaaaa',
        name: 'Sales; and more',
        number: '600',
        strategy: 'all',
        members: [
          '01900000-0000-7000-8000-000000000012',
          '01900000-0000-7000-8000-0000000000ff',
          '01900000-0000-7000-8000-000000000011',
        ],
        ringSeconds: 20,
        noAnswer: { type: 'ring_group', ringGroupId: '01900000-0000-7000-8000-000000000042' },
      },
      {
        id: '01900000-0000-7000-8000-000000000042',
        ref: 'g_supportaaa',
        name: 'Support',
        number: null,
        strategy: 'in_order',
        members: ['01900000-0000-7000-8000-000000000011', '01900000-0000-7000-8000-000000000012'],
        ringSeconds: 15,
        noAnswer: {
          type: 'external',
          number: '+15550100001',
          outboundRouteId: '01900000-0000-7000-8000-000000000031',
        },
      },
      {
        id: '01900000-0000-7000-8000-000000000043',
        ref: 'g_nobodyaaaa',
        name: 'Nobody',
        number: '601',
        strategy: 'all',
        members: ['01900000-0000-7000-8000-0000000000ff'],
        ringSeconds: 5,
        noAnswer: null,
      },
    ],
    inboundRoutes: exampleInboundRoutes(),
    schedules: exampleSchedules(),
    announcements: [
      {
        id: '01900000-0000-7000-8000-000000000051',
        ref: 'a_closedaaaa',
        name: 'Closed; call later',
        audioId: 'c'.repeat(64),
        next: null,
      },
      {
        id: '01900000-0000-7000-8000-000000000052',
        ref: 'a_welcomeaaa',
        name: 'Welcome',
        audioId: 'a'.repeat(64),
        next: { type: 'announcement', announcementId: '01900000-0000-7000-8000-000000000053' },
      },
      {
        id: '01900000-0000-7000-8000-000000000053',
        ref: 'a_queueaaaaa',
        name: 'One moment',
        audioId: 'b'.repeat(64),
        next: { type: 'ring_group', ringGroupId: '01900000-0000-7000-8000-000000000041' },
      },
    ],
    settings: {
      publicAddress: '203.0.113.7',
      localNetworks: ['127.0.0.0/8', '192.168.0.0/16'],
      rtpPortStart: 20_000,
      rtpPortEnd: 20_999,
      sipPort: 5070,
      tlsCertificateId: '01900000-0000-7000-8000-000000000041',
      callerNameUrl: 'https://names.example.com:8443/v1?q={number}&f=text',
      country: 'DE',
    },
    certificates: [
      {
        id: '01900000-0000-7000-8000-000000000041',
        kind: 'node',
        name: 'PBX',
        pem: '-----BEGIN CERTIFICATE-----\nbm9kZQ==\n-----END CERTIFICATE-----\n',
        keySecret: '-----BEGIN PRIVATE KEY-----\na2V5\n-----END PRIVATE KEY-----\n',
      },
      {
        id: '01900000-0000-7000-8000-000000000042',
        kind: 'authority',
        name: 'Carrier CA',
        pem: '-----BEGIN CERTIFICATE-----\nY2E=\n-----END CERTIFICATE-----',
        keySecret: null,
      },
    ],
    names: [
      { name: 'edge.example.com', addresses: ['192.0.2.129', '2001:db8::9'] },
      { name: 'sip.example.com', addresses: ['192.0.2.200'] },
    ],
    rateTables: exampleRates(),
  };
}

/** The first carrier is dearer but in Berlin; what Munich costs is the same at both, and in all of Germany. */
function exampleRates(): PbxSnapshot['rateTables'] {
  const table = (id: string, prices: Record<string, string>) =>
    rateTable(id, writtenRates(Object.entries(prices).map(([prefix, price]) => ({ prefix, price, name: null }))));
  const [first, second] = [
    table('rates-a', { 49: '0.02', 4930: '0.01', 4989: '0.02', 1: '0.5' }),
    table('rates-b', { 49: '0.015', 4989: '0.02', 493012: '0.005' }),
  ];
  return new Map([first, second].map((each) => [each.id, each]));
}

/** What the node of these specs was installed with. */
export const installed = { sipAddress: '127.0.20.2', sipPort: 5060, rtpPortStart: 10_000, rtpPortEnd: 19_999 };

/** The files of a snapshot on that node. */
export const render = (snapshot: PbxSnapshot) => renderSnapshot(snapshot, installed);
