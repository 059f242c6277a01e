import type { Component } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { aNodeStatus } from '../spec/builders.js';
import { whyStale } from './staleness.js';

const since = '2026-01-01T00:00:00.000Z';
const node = (ageMs: number, asterisk?: Component) => ({
  id: 'node-1',
  lastSeenAt: new Date(since),
  ageMs,
  status: aNodeStatus(asterisk ? { asterisk } : {}),
});

describe('whyStale', () => {
  it('is nothing while the agent reports and Asterisk is up', () => {
    expect(whyStale(node(6000))).toBeNull();
    expect(whyStale(node(10, { status: 'degraded', detail: 'slow', since }))).toBeNull();
  });

  it('is an agent that never or not any more reports', () => {
    expect(whyStale(null)).toEqual({ reason: 'No agent has reported yet.' });
    expect(whyStale(node(6001))).toEqual({ reason: 'The agent does not report.', since });
  });

  it('is Asterisk, in the words of the agent', () => {
    expect(whyStale(node(10, { status: 'down', detail: 'It does not answer.', since }))).toEqual({
      reason: 'It does not answer.',
      since,
    });
    expect(whyStale(node(10, { status: 'down', detail: null, since }))).toEqual({ reason: 'Asterisk is away.', since });
  });
});
