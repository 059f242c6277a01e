import type { BreakerSettings, FailoverClass } from '@trunkline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GatewayCall, type GatewayRecord, healthOf, judged, newRecord, resetRecord, withCall } from './breaker.js';

const pauseMs = 30_000;
const settings: BreakerSettings = { enabled: true, openAfterFailures: 5 };
const start = 1_800_000_000_000;

/** A gateway to which things happen one after the other, judged after each. */
class Gateway {
  record: GatewayRecord = newRecord(start);
  now = start;
  hasSpare = true;

  constructor(readonly by: BreakerSettings = settings) {}

  call(end: GatewayCall['end'], delayMs: number | null = 100): this {
    this.now += 1000;
    this.record = withCall(this.record, { at: this.now, end, delayMs }, this.by);
    return this.later(0);
  }

  calls(n: number, end: GatewayCall['end'], delayMs?: number): this {
    for (let i = 0; i < n; i += 1) this.call(end, delayMs);
    return this;
  }

  later(ms: number): this {
    this.now += ms;
    this.record = judged(this.record, { now: this.now, settings: this.by, hasSpare: this.hasSpare, pauseMs });
    return this;
  }
}

describe('the breaker of a gateway', () => {
  it.each([2, 5, 20])('opens after %i faults in a row, and not after one less', (openAfterFailures) => {
    const gateway = new Gateway({ enabled: true, openAfterFailures }).calls(openAfterFailures - 1, 'failed');
    expect(gateway.record.breaker).toBe('closed');
    gateway.call('failed');
    expect(gateway.record).toMatchObject({ breaker: 'open', since: gateway.now, until: gateway.now + pauseMs });
  });

  it('counts what is the fault of the carrier, and no busy, silent or wrong number', () => {
    const callees: FailoverClass[] = ['busy', 'no_answer', 'declined', 'unallocated'];
    const gateway = new Gateway();
    for (let i = 0; i < 10; i += 1) for (const end of callees) gateway.call(end);
    expect(gateway.record).toMatchObject({ breaker: 'closed', score: 100 });
    for (const end of ['unreachable', 'failed', 'forbidden', 'failed', 'failed'] as const) gateway.call(end);
    expect(gateway.record.breaker).toBe('open');
  });

  it('is tried again after its pause, opens at once for twice as long when it fails, and closes after some good calls', () => {
    const gateway = new Gateway().calls(5, 'failed').later(pauseMs - 1);
    expect(gateway.record.breaker).toBe('open');
    gateway.later(1);
    expect(gateway.record).toMatchObject({ breaker: 'half_open', until: null });
    gateway.call('failed');
    expect(gateway.record).toMatchObject({ breaker: 'open', until: gateway.now + 2 * pauseMs });
    gateway.later(2 * pauseMs).call('answered');
    expect(gateway.record.breaker).toBe('half_open');
    gateway.calls(5, 'answered');
    expect(gateway.record).toMatchObject({ breaker: 'closed', openings: 0 });
  });

  it('is judged by a call that came after its pause, and is told later', () => {
    const gateway = new Gateway().calls(5, 'failed');
    const call: GatewayCall = { at: gateway.now + pauseMs + 1000, end: 'failed', delayMs: null };
    gateway.record = withCall(gateway.record, call, settings);
    gateway.later(2 * pauseMs).later(0);
    expect(gateway.record).toMatchObject({ breaker: 'open', openings: 2 });
  });

  it('is never left alone for longer than ten pauses', () => {
    const gateway = new Gateway().calls(5, 'failed');
    for (let i = 0; i < 10; i += 1) gateway.later((gateway.record.until ?? 0) - gateway.now).call('failed');
    expect(gateway.record.until).toBe(gateway.now + 10 * pauseMs);
  });

  it('stays closed where nothing fares better, and is asked again when that is so by now', () => {
    const gateway = new Gateway();
    gateway.hasSpare = false;
    gateway.calls(20, 'failed');
    expect(gateway.record.breaker).toBe('closed');
    gateway.hasSpare = true;
    expect(gateway.later(0).record.breaker).toBe('open');
    gateway.hasSpare = false;
    expect(gateway.later(0).record.breaker).toBe('half_open');
    expect(gateway.call('failed').record.breaker).toBe('half_open');
  });

  it('opens for no slowness, and does not close while it lasts', () => {
    const gateway = new Gateway().calls(50, 'answered', 30_000);
    expect(gateway.record.breaker).toBe('closed');
    expect(gateway.record.score).toBeCloseTo(40, 0);
    gateway.calls(5, 'failed').later(pauseMs).calls(50, 'answered', 30_000);
    expect(gateway.record.breaker).toBe('half_open');
    expect(gateway.calls(10, 'answered').record.breaker).toBe('closed');
  });

  it('forgets what was a quarter of an hour ago, closes when it is switched off, and by hand', () => {
    const quarter = 15 * 60_000;
    expect(new Gateway().calls(4, 'failed').later(quarter).call('failed').record.score).toBeGreaterThan(70);
    expect(new Gateway().calls(5, 'failed').later(quarter).later(0).record).toMatchObject({
      breaker: 'closed',
      score: 100,
    });
    const gateway = new Gateway().calls(5, 'failed');
    expect(resetRecord(gateway.record, gateway.now)).toMatchObject({ breaker: 'closed', score: 100, until: null });
    const off = { now: gateway.now, settings: { ...settings, enabled: false }, hasSpare: true, pauseMs };
    expect(judged(gateway.record, off).breaker).toBe('closed');
  });

  const ends = fc.constantFrom<GatewayCall['end']>('answered', 'busy', 'failed', 'unreachable', 'no_answer');
  const steps = fc.array(
    fc.record({ end: ends, delayMs: fc.nat(20_000), waitMs: fc.nat(100_000), hasSpare: fc.boolean() }),
    { maxLength: 200 },
  );
  const limits = fc.integer({ min: 2, max: 50 });

  it('whatever happens: has a score from 0 to 100, opens at 30 or when it failed a try, closes at 70, and ends each pause', () => {
    fc.assert(
      fc.property(steps, limits, (happening, openAfterFailures) => {
        const gateway = new Gateway({ enabled: true, openAfterFailures });
        for (const { end, delayMs, waitMs, hasSpare } of happening) {
          gateway.hasSpare = hasSpare;
          for (const step of [() => gateway.later(waitMs), () => gateway.call(end, delayMs)]) {
            const before = gateway.record;
            step();
            const { breaker, score, until, calls } = gateway.record;
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(100);
            expect(calls.length).toBeLessThanOrEqual(50);
            expect(until === null).toBe(breaker !== 'open');
            if (until !== null) expect(until).toBeLessThanOrEqual(gateway.now + 10 * pauseMs);
            if (breaker === 'open') expect(hasSpare && gateway.now < (until ?? 0)).toBe(true);
            if (breaker === 'open' && before.breaker === 'closed') expect(score).toBeLessThanOrEqual(30.001);
            if (breaker === 'closed' && before.breaker === 'half_open') expect(score).toBeGreaterThanOrEqual(70);
          }
        }
      }),
    );
  });

  it('whatever it was like: good calls alone close it, and no single call opens and closes it', () => {
    fc.assert(
      fc.property(steps, limits, (happening, openAfterFailures) => {
        const gateway = new Gateway({ enabled: true, openAfterFailures });
        for (const { end, delayMs } of happening) gateway.call(end, delayMs);
        for (let i = 0; i < 3 * openAfterFailures; i += 1) {
          if (gateway.record.until !== null) gateway.later(gateway.record.until - gateway.now);
          gateway.call('answered');
        }
        expect(gateway.record.breaker).toBe('closed');
        const before = gateway.record;
        gateway.call('failed');
        expect(before.score - gateway.record.score).toBeLessThan(70);
        expect(gateway.record.breaker).toBe('closed');
      }),
    );
  });
});

describe('what is shown of a gateway', () => {
  it('has figures of its last calls, and no score while it answers no OPTIONS', () => {
    const { record } = new Gateway().call('answered', 200).call('busy', 400).call('answered', 300).call('failed', 50);
    expect(healthOf('a:5060', record, start)).toMatchObject({
      ...{ gateway: 'a:5060', breaker: 'closed', calls: 4, answered: 2, faults: 1, answerRatio: 0.5 },
      ...{ postDialDelayMs: 300, reachable: null },
    });
    expect(healthOf('a:5060', { ...record, reachable: false }, start).score).toBe(0);
    const open = new Gateway().calls(5, 'failed');
    expect(healthOf('a', open.record, open.now)).toMatchObject({ breaker: 'open', score: 30 });
    expect(healthOf('a', open.record, open.now + pauseMs)).toMatchObject({ breaker: 'half_open', until: null });
    expect(healthOf(null, undefined, start)).toMatchObject({ score: 100, calls: 0, answerRatio: null, since: null });
  });
});
