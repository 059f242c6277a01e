/**
 * The agent, which takes Asterisk's events, is killed 60 times (twice in the short form) at 20 calls a second, each time at
 * another moment after Asterisk has connected. ARI answers every time and no alarm is raised. The control is a program
 * that subscribes to everything and is killed: it deadlocks the applications of ARI for good (asterisk#2170), and the
 * agent raises its alarm within 10 s.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { System } from '@trunkline/contracts';
import {
  anOffice,
  InboundListener,
  InboundLoad,
  killPart,
  type LabStack,
  labStack,
  proving,
  recordsOf,
  seeded,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const kills = proving ? 60 : 2;
/** Seconds of load at a time. */
const round = proving ? 30 : 4;
/** Most often it hangs within 40; of one program at a time 200 were once not enough. */
const controlCuts = 800;
let lab: LabStack;
let load: InboundLoad;

beforeAll(async () => {
  lab = await labStack({ slot: 210 });
  load = await InboundLoad.prepare(lab, await anOffice(lab));
});

afterAll(async () => {
  // An Asterisk whose ARI is deadlocked does not end politely.
  await lab?.parts.asterisk.kill('SIGKILL');
  await lab?.stop();
});

/** Whether ARI answers about applications within 2 s. */
async function ariAnswers(): Promise<boolean> {
  const { url, username, password } = lab.ari;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const answer = await fetch(`${url}/ari/applications`, {
    headers: { authorization },
    signal: AbortSignal.timeout(2000),
  }).catch(() => null);
  return answer?.status === 200;
}

const asteriskNow = async () => (await lab.api.get<System>('/system')).components.asterisk;

it(
  `given the agent is killed ${kills} times, then ARI answers each time, no call fails and no record is lost`,
  async () => {
    const random = seeded();
    let [killed, calls] = [0, 0];
    while (killed < kills) {
      const run = await load.start({ callsPerSecond: 20, seconds: round });
      calls += run.calls;
      for (const until = Date.now() + round * 1000; killed < kills && Date.now() < until; killed++) {
        await delay(random() * 1000);
        await killPart(lab.parts.agent);
        expect(await ariAnswers(), `after kill ${killed + 1}`).toBe(true);
        await lab.parts.agent.start();
        await lab.ready();
      }
      const { carrier } = await run.done;
      expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
      expect(carrier.requests.get('INVITE')).toMatchObject({ sent: run.calls, retransmitted: 0 });
    }
    await lab.ready();
    await expect.poll(asteriskNow).toMatchObject({ status: 'up' });
    expect(await recordsOf(lab, calls, () => true, 60_000)).toHaveLength(calls);
    console.log(`${killed} kills during ${calls} calls`);
  },
  kills * 8000 + 120_000,
);

it('control: given a program that subscribed to everything is killed, then ARI hangs and the alarm is raised', async () => {
  // Not loaded by us, which is a protection of its own: its subscriptions are what deadlocks.
  await lab.asteriskCommand('module load res_stasis_device_state.so');
  // Nor is it as it would come by itself where Asterisk goes before all others: its threads then hardly meet.
  execFileSync('chrt', ['--all-tasks', '--other', '--pid', '0', String(lab.parts.asterisk.pid)]);
  const live = await lab.live();
  const programs = Array.from({ length: 4 }, (_, n) => new InboundListener(lab, `greedy-${n}`, { subscribeAll: true }));
  const run = await load.start({ callsPerSecond: 20, seconds: 90 });
  const random = seeded();
  let hung = 0;
  let cuts = 0;
  for (; cuts < controlCuts && hung === 0; cuts += programs.length) {
    await Promise.all(programs.map((program) => program.open()));
    await delay(100 + random() * 100);
    for (const program of programs) program.cut();
    await delay(50);
    const asked = performance.now();
    if (!(await ariAnswers())) hung = asked;
  }
  expect(hung, 'ARI still answered').toBeGreaterThan(0);
  const alarm = await live.until(() => live.stales.find((stale) => stale !== null), 15_000, 'the stale notice');
  const raised = performance.now() - hung;
  console.log(`ARI hung after ${cuts} cuts, the alarm came ${Math.round(raised)} ms later`);
  expect(raised).toBeLessThan(10_000);
  expect(alarm?.reason).toContain('ARI hangs');
  expect(await asteriskNow()).toMatchObject({ status: 'down', detail: expect.stringContaining('ARI hangs') });
  await run.kill();

  // What the alarm tells an operator to do.
  const answer = await lab.api.send('POST', '/system/restart', { when: 'now' });
  expect(answer.status, await answer.text()).toBe(202);
  await live.until(() => (live.stales.at(-1) === null ? true : undefined), 30_000, 'the end of the stale notice');
  expect(await ariAnswers()).toBe(true);
  live.close();
});
