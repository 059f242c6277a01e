import { LoginFailures } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiUnderTest, password } from '../spec/api-under-test.js';
import { startedApi } from '../spec/started-api.js';

const database = testDatabase();
const first = startedApi(database);
const second = startedApi(database);
const login = (api: ApiUnderTest, username: string, given: string) =>
  request(api.url).post('/api/v1/session').send({ username, password: given });
const fail = async (times: number, name: (n: number) => string) => {
  for (let n = 0; n < times; n++) await login(first(), name(n), 'no').expect(401);
};
/** Lets this many seconds pass for the lock-out. */
const pass = (seconds: number) =>
  database.ds.query(
    `UPDATE login_failures SET last_at = last_at - make_interval(secs => $1),
       blocked_until = blocked_until - make_interval(secs => $1)`,
    [seconds],
  );

describe('lock-out of logins', () => {
  beforeAll(async () => {
    await first().addUser('ada', 'viewer');
  });
  beforeEach(async () => {
    await database.ds.query('DELETE FROM login_failures');
  });

  it('counts for every copy of the API, and after a restart', async () => {
    await fail(5, () => 'ada');
    // A slow machine may take longer than the first pause.
    await pass(-60);
    await login(second(), 'ADA', password).expect(429);
    const third = new ApiUnderTest(database.ds, { DATABASE_URL: database.url });
    await third.start();
    await login(third, 'ada', password).expect(429);
    await third.stop();
  });

  it('says truly how long: refused until then, accepted right after', async () => {
    await fail(5, () => 'ada');
    const seconds: number[] = [];
    for (let n = 0; n < 8; n++) {
      const refused = await login(first(), 'ada', password).expect(429);
      const told = Number(refused.headers['retry-after']);
      expect(refused.body.detail).toContain(`in ${told} s`);
      seconds.push(told);
      if (told > 2) {
        await pass(told - 2);
        await login(first(), 'ada', password).expect(429);
        await pass(2);
      } else await pass(told);
      await login(first(), 'ada', 'no').expect(401);
    }
    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    await pass(60);
    await login(first(), 'ada', password).expect(200);
    await fail(4, () => 'ada');
    await login(first(), 'ada', password).expect(200);
  });

  it('is forgotten after a quarter of an hour', async () => {
    await fail(5, () => 'ada');
    await pass(15 * 60);
    await fail(4, () => 'ada');
    await login(first(), 'ada', password).expect(200);
  });

  it('holds for an address that tries many names, whoever of them it then is', async () => {
    await fail(20, (n) => `name-${n}`);
    const refused = await login(first(), 'ada', password).expect(429);
    expect(refused.headers['retry-after']).toBe('1');
    const elsewhere = { scope: 'address' as const, subject: '192.0.2.1', freeTries: 20, longestPause: 900 };
    expect((await LoginFailures.begin(database.ds, [elsewhere])).secondsLeft).toBe(0);
  });

  it('is not outrun by many tries at once', async () => {
    const started = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => login(n % 2 ? first() : second(), 'ada', `no ${n}`)),
    );
    const checked = answers.filter(({ status }) => status === 401).length;
    expect(checked).toBeGreaterThan(0);
    // The pauses are 1, 2, 4 s: so many more were rightly let through meanwhile.
    const pausesOver = Math.floor(Math.log2(1 + (performance.now() - started) / 1000));
    expect(checked).toBeLessThanOrEqual(5 + pausesOver);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30 - checked);
  });
});
