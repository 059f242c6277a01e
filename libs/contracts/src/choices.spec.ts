import { describe, expect, it } from 'vitest';
import { eventTypes, webhookEvents } from './choices.js';
import { liveEventSchema } from './events.js';

describe('choices', () => {
  it('name every type of event of the stream', () => {
    expect(eventTypes).toEqual(liveEventSchema.options.map(({ shape }) => shape.type.value));
  });

  it('offer a webhook everything, the topics and the types', () => {
    expect(webhookEvents.slice(0, 6)).toEqual(['*', 'call.*', 'trunk.*', 'extension.*', 'config.*', 'webhook.*']);
    expect(webhookEvents.slice(6)).toEqual(eventTypes);
  });
});
