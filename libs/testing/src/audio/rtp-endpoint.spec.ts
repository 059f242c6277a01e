import { toneLevel } from '@trunkline/domain';
import { expect, it, vi } from 'vitest';
import { RtpEndpoint } from './rtp-endpoint.js';

it('lets each of two ends hear the tone of the other', async () => {
  const caller = await RtpEndpoint.open({ address: '127.0.0.1', frequency: 600 });
  const callee = await RtpEndpoint.open({ address: '127.0.0.1', frequency: 1000 });
  try {
    caller.sendTo('127.0.0.1', callee.port);
    await vi.waitFor(() => expect(callee.heard().length).toBeGreaterThan(4000), 10_000);
    await vi.waitFor(() => expect(caller.heard().length).toBeGreaterThan(4000), 10_000);
    expect(toneLevel(callee.heard(), 600)).toBeGreaterThan(0.9);
    expect(toneLevel(caller.heard(), 1000)).toBeGreaterThan(0.9);
    expect(toneLevel(caller.heard(), 600)).toBeLessThan(0.05);
  } finally {
    caller.close();
    callee.close();
  }
});
