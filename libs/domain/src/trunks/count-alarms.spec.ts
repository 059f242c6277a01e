import { describe, expect, it } from 'vitest';
import { type AlarmingCall, type CountedAlarm, countAlarms } from './count-alarms.js';

const call = (at: number, change: Partial<AlarmingCall> = {}): AlarmingCall => ({
  ...{ trunkId: 't', gateway: 'a:5060', end: 'forbidden', sipCode: 403, at: at * 1000, callId: `call-${at}` },
  ...change,
});

describe('countAlarms', () => {
  it('tells the first, then one a minute with how many there were since', () => {
    let known: CountedAlarm[] = [];
    const told = [0, 1, 30, 59, 60, 61, 300].flatMap((at) => {
      const counted = countAlarms(known, [call(at)]);
      known = counted.changed;
      return counted.told.map(({ calls, lastAt, lastCallId }) => [lastAt / 1000, calls, lastCallId]);
    });
    expect(told).toEqual([
      [0, 1, 'call-0'],
      [60, 4, 'call-60'],
      [300, 2, 'call-300'],
    ]);
    expect(known).toMatchObject([{ calls: 7, firstAt: 0, lastAt: 300_000 }]);
  });

  it('does the same with all of them at once, one count for each', () => {
    const { changed, told } = countAlarms(
      [],
      [0, 1, 30, 59, 60, 61, 300].map((at) => call(at)),
    );
    expect(told.map(({ calls }) => calls)).toEqual([1, 4, 2]);
    expect(changed).toHaveLength(1);
  });

  it('keeps trunks, gateways and classes apart', () => {
    const others = [{ trunkId: 'u' }, { gateway: 'b:5060' }, { gateway: null }, { end: 'failed' as const }];
    const { told } = countAlarms([], [call(0), ...others.map((other) => call(1, other))]);
    expect(told).toHaveLength(5);
  });
});
