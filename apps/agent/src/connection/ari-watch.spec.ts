import type { Component } from '@trunkline/contracts';
import type { Logger } from '@trunkline/platform';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AriWatch } from './ari-watch.js';
import type { AsteriskConnection } from './asterisk-connection.js';

const log = { info: () => undefined, error: () => undefined } as unknown as Logger;
const never = () => new Promise<boolean>(() => undefined);
const promptly = () => Promise.resolve(true);

describe('AriWatch', () => {
  let asked: number;
  let answer: () => Promise<boolean>;
  let status: Component['status'];
  let up: () => void;
  let changed: number;
  let watch: AriWatch;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
    [asked, answer, status, changed] = [0, promptly, 'up', 0];
    const connection = {
      get status() {
        return { status };
      },
      rest: {
        appExists: () => {
          asked += 1;
          return answer();
        },
      },
      onUp: (listener: () => void) => {
        up = listener;
      },
    } as unknown as AsteriskConnection;
    watch = new AriWatch(log, connection);
    watch.onChange(() => {
      changed += 1;
    });
    watch.onApplicationBootstrap();
  });
  afterEach(() => {
    watch.onApplicationShutdown();
    vi.useRealTimers();
  });

  it('given ARI answers, then nothing is wrong however often it is asked', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBeGreaterThan(50);
    expect([watch.problem, changed]).toEqual([null, 0]);
  });

  it('given ARI never answers, then the alarm is raised within 10 s, and it is asked ever more seldom', async () => {
    await vi.advanceTimersByTimeAsync(3000);
    answer = never;
    await vi.advanceTimersByTimeAsync(8000);
    expect(watch.problem).toMatchObject({ status: 'down', detail: expect.stringContaining('ARI hangs') });
    expect(changed).toBe(1);
    const before = asked;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked - before).toBeLessThan(25);
    expect(changed).toBe(1);
  });

  it('given one late answer, then it is no alarm', async () => {
    answer = () => {
      answer = promptly;
      return never();
    };
    await vi.advanceTimersByTimeAsync(20_000);
    expect([watch.problem, changed]).toEqual([null, 0]);
  });

  it('given Asterisk connects anew, then it is asked at once and the alarm ends', async () => {
    answer = never;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(watch.problem).not.toBeNull();
    answer = promptly;
    up();
    await vi.advanceTimersByTimeAsync(0);
    expect([watch.problem, changed]).toEqual([null, 2]);
  });

  it('given this process was stopped while it waited, then nobody can tell', async () => {
    answer = () => Promise.reject(new Error('late'));
    const now = vi.spyOn(performance, 'now');
    let time = 0;
    now.mockImplementation(() => {
      time += 10_000;
      return time;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBeGreaterThan(3);
    expect([watch.problem, changed]).toEqual([null, 0]);
    now.mockRestore();
  });

  it('given Asterisk is away, then it is not asked', async () => {
    await vi.advanceTimersByTimeAsync(2000);
    status = 'down';
    await vi.advanceTimersByTimeAsync(1000);
    const before = asked;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(before);
  });
});
