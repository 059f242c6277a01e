import { carrierFaults } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { renderSnapshot } from './render-snapshot.js';

/** A snapshot of one of each thing, with values that are awkward to write; for specs. */
export function exampleSnapshot(): PbxSnapshot {
  return {
    revision: 7,
    trunks: [
      {
        id: '01900000-0000-7000-8000-000000000001',
        ref: 't_carrieraaa',
        name: 'Carrier',
        host: '127.0.20.3',
        port: 5060,
        transport: 'udp',
        auth: 'register',
        username: 'trunkline',
        password: 'se;cret\\#[x]"$',
        codecs: ['ulaw', 'alaw'],
        fromUser: null,
        fromDomain: null,
        callerId: null,
        maxCalls: null,
        gateways: [],
        failoverOn: carrierFaults,
      },
      {
        id: '01900000-0000-7000-8000-000000000002',
        ref: 't_carrierbbb',
        name: 'Backup; with a semicolon',
        host: 'sip.example.com',
        port: 5080,
        transport: 'tcp',
        auth: 'register',
        username: 'user%40+x!',
        password: '=>',
        codecs: ['alaw'],
        fromUser: 'customer%2F7',
        fromDomain: 'sip.example.org',
        callerId: '+15550200001',
        maxCalls: 30,
        gateways: [
          { host: 'sip2.example.com', port: 5080, priority: 2, weight: 1 },
          { host: 'sip1.example.com', port: 5080, priority: 1, weight: 3 },
          { host: '[2001:db8::7]', port: 5062, priority: 1, weight: 2 },
        ],
        failoverOn: ['unreachable', 'busy'],
      },
      {
        id: '01900000-0000-7000-8000-000000000003',
        ref: 't_staticaaaa',
        name: 'Static',
        host: '127.0.20.4',
        port: 5060,
        transport: 'udp',
        auth: 'ip',
        username: null,
        password: null,
        codecs: ['g722', 'ulaw'],
        fromUser: null,
        fromDomain: null,
        callerId: null,
        maxCalls: 2,
        gateways: [
          { host: '127.0.20.4', port: 5060, priority: 1, weight: 1 },
          { host: '127.0.20.5', port: 5070, priority: 2, weight: 1 },
        ],
        failoverOn: [],
      },
      {
        id: '01900000-0000-7000-8000-000000000004',
        ref: 't_staticbbbb',
        name: 'Static by name',
        host: 'gw.example.com',
        port: 5061,
        transport: 'tcp',
        auth: 'ip',
        username: null,
        password: null,
        codecs: ['opus'],
        fromUser: 'gateway',
        fromDomain: '192.0.2.9',
        callerId: '5550200',
        maxCalls: null,
        gateways: [],
        failoverOn: carrierFaults,
      },
    ],
    extensions: [
      {
        id: '01900000-0000-7000-8000-000000000011',
        sipUsername: 'e_anna234567',
        number: '1001',
        name: 'Anna "the; <boss>" \\ Müller',
        secret: 'phone-secret;1',
        codecs: ['opus', 'g722', 'ulaw', 'alaw'],
        maxContacts: 2,
      },
      {
        id: '01900000-0000-7000-8000-000000000012',
        sipUsername: 'e_bert234567',
        number: '1002',
        name: 'Bert',
        secret: 'phone-secret-2',
        codecs: ['ulaw'],
        maxContacts: 1,
      },
    ],
    numbers: [
      {
        id: '01900000-0000-7000-8000-000000000021',
        number: '+15550200001',
        destination: { type: 'extension', extensionId: '01900000-0000-7000-8000-000000000011' },
      },
      { id: '01900000-0000-7000-8000-000000000022', number: '+15550200002', destination: null },
      {
        id: '01900000-0000-7000-8000-000000000023',
        number: '+15550200003',
        destination: { type: 'extension', extensionId: '01900000-0000-7000-8000-0000000000ff' },
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
      },
      {
        id: '01900000-0000-7000-8000-000000000032',
        ref: 'r_localaaaaa',
        name: 'Local; cheap',
        patterns: [{ match: '0[2-9]XXXX.', strip: 1, prepend: '' }],
        trunkRefs: ['t_staticaaaa'],
        failoverOn: null,
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
      },
    ],
    settings: {
      publicAddress: '203.0.113.7',
      localNetworks: ['127.0.0.0/8', '192.168.0.0/16'],
      rtpPortStart: 20_000,
      rtpPortEnd: 20_999,
      sipPort: 5070,
      country: 'DE',
    },
  };
}

/** What the node of these specs was installed with. */
export const installed = { sipAddress: '127.0.20.2', sipPort: 5060, rtpPortStart: 10_000, rtpPortEnd: 19_999 };

/** The files of a snapshot on that node. */
export const render = (snapshot: PbxSnapshot) => renderSnapshot(snapshot, installed);
