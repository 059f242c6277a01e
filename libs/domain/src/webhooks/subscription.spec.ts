import type { LiveEvent } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { laneOf, wants } from './subscription.js';

type Probe = Pick<LiveEvent, 'type' | 'data'>;
const probe = (type: string, data: object) => ({ type, data }) as Probe;
const party = (extensionId: string | null) => ({ number: null, name: null, extensionId });
const call = probe('call.updated', { id: 'c1', trunkId: 't1', from: party('e1'), to: party(null) });
const internal = probe('call.ended', { id: 'c2', trunkId: null, from: party('e1'), to: party('e2') });
const trunk = probe('trunk.state', { trunkId: 't1', state: 'up' });
const config = probe('config.failed', { revision: 3, reason: 'no' });
const all = [call, internal, trunk, config];
const typesFor = (filter: Partial<Parameters<typeof wants>[0]>) =>
  all.filter((one) => wants({ events: ['*'], trunkIds: [], extensionIds: [], ...filter }, one)).map(({ type }) => type);

describe('what a webhook gets', () => {
  it('is what it named: a type, a topic, or everything', () => {
    expect(typesFor({})).toEqual(['call.updated', 'call.ended', 'trunk.state', 'config.failed']);
    expect(typesFor({ events: ['call.*'] })).toEqual(['call.updated', 'call.ended']);
    expect(typesFor({ events: ['call.ended', 'config.failed'] })).toEqual(['call.ended', 'config.failed']);
    expect(typesFor({ events: ['extension.*'] })).toEqual([]);
  });

  it('is narrowed by trunk and extension where an event has such a thing at all', () => {
    expect(typesFor({ trunkIds: ['t1'] })).toEqual(['call.updated', 'trunk.state', 'config.failed']);
    expect(typesFor({ trunkIds: ['t2'] })).toEqual(['config.failed']);
    expect(typesFor({ extensionIds: ['e2'] })).toEqual(['call.ended', 'trunk.state', 'config.failed']);
    expect(typesFor({ trunkIds: ['t1'], extensionIds: ['e2'] })).toEqual(['trunk.state', 'config.failed']);
  });
});

describe('a lane', () => {
  it('is the call for its events and its record, else the resource, else the topic', () => {
    expect(all.map(laneOf)).toEqual(['c1', 'c2', 'trunk:t1', 'config']);
    expect(laneOf(probe('record.created', { id: 'c1' }))).toBe('c1');
    expect(laneOf(probe('recording.ready', { callId: 'c1' }))).toBe('c1');
    expect(laneOf(probe('node.state', { id: 'n1' }))).toBe('node:n1');
  });
});
