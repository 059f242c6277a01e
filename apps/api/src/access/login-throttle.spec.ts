import { beforeEach, describe, expect, it } from 'vitest';
import { LoginThrottle } from './login-throttle.js';

describe('LoginThrottle', () => {
  let throttle: LoginThrottle;
  let time = 0;
  const fail = (count: number, name = 'ada', address = '192.0.2.1') => {
    for (let n = 0; n < count; n++) throttle.failed(name, address);
  };
  beforeEach(() => {
    time = 1_000_000;
    throttle = new LoginThrottle();
    throttle.now = () => time;
  });

  it('lets five failures pass, then makes each try wait twice as long, up to a minute', () => {
    const waits: number[] = [];
    for (let n = 0; n < 13; n++) {
      fail(1);
      waits.push(throttle.waitMs('ada', '192.0.2.1'));
    }
    expect(waits).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
  });

  it('is over after the pause, and forgotten after a success or a quarter of an hour', () => {
    fail(6);
    time += 2000;
    expect(throttle.waitMs('ada', '192.0.2.1')).toBe(0);
    fail(1);
    expect(throttle.waitMs('ada', '192.0.2.1')).toBe(4000);
    throttle.succeeded('ada', '192.0.2.1');
    expect(throttle.waitMs('ada', '192.0.2.1')).toBe(0);
    fail(9);
    time += 15 * 60_000;
    fail(1, 'other');
    fail(1);
    expect(throttle.waitMs('ada', '192.0.2.1')).toBe(0);
  });

  it('counts for one name from one address, whatever the case of its letters', () => {
    fail(6);
    expect(throttle.waitMs('ADA', '192.0.2.1')).toBeGreaterThan(0);
    expect(throttle.waitMs('ada', '192.0.2.2')).toBe(0);
    expect(throttle.waitMs('bob', '192.0.2.1')).toBe(0);
  });
});
