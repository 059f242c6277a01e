/**
 * Calls come first, in Asterisk too. Where the machine is the PBX's alone, relay, agent, API and Postgres come right after it
 * and before all else: by the kernel's own word, for each of their processes and threads, and still after one of them was
 * started again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRealTimeAllowed } from '@trunkline/local-runtime';
import { anOffice, followCall, type LabStack, labStack, processesWith } from '@trunkline/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

/** What proc(5) says of a process or thread, from its state on. */
function stat(directory: string): string[] {
  const text = readFileSync(`${directory}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Real-time priority and policy of a thread; policy 2 is SCHED_RR. */
function priority(thread: string): { policy: number; priority: number } {
  const fields = stat(`/proc/${thread}`);
  return { policy: Number(fields[38]), priority: Number(fields[37]) };
}

/** The same of each thread of a process. */
function priorities(pid: number): { policy: number; priority: number }[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => priority(`${pid}/task/${thread}`));
}

let lab: LabStack;

beforeAll(async () => {
  if (isRealTimeAllowed()) lab = await labStack({ slot: 168, realTime: true });
});
beforeEach(({ skip }) => {
  skip(!isRealTimeAllowed(), 'this machine gives no real-time priority');
});
afterAll(async () => {
  await lab?.stop();
});

it('then each thread of theirs has the priority below that of Asterisk', () => {
  const { relay, agent, api, postgres } = lab.parts;
  const programs = [relay, agent, api].map(({ pid }) => pid ?? expect.fail());
  const ofPostgres = processesWith('postgres: ').filter((pid) => stat(`/proc/${pid}`)[1] === String(postgres.pid));
  expect(ofPostgres.length).toBeGreaterThan(5);
  for (const pid of [...programs, ...ofPostgres])
    for (const thread of priorities(pid)) expect(thread, `${pid}`).toEqual({ policy: 2, priority: 9 });
  const [asterisk = expect.fail()] = processesWith(join(lab.etc, 'asterisk.conf')).slice(-1);
  expect(priorities(asterisk)).toContainEqual({ policy: 2, priority: 10 });
});

it('the states of devices come after calls, and still do when Asterisk was started again', async () => {
  const ofDeviceStates = async () => {
    const threads = await lab.asteriskCommand('core show threads');
    return priority(/(\d+) do_devstate_changes/.exec(threads)?.[1] ?? expect.fail(threads));
  };
  expect(await ofDeviceStates()).toEqual({ policy: 2, priority: 1 });
  await lab.parts.asterisk.stop();
  await lab.parts.asterisk.start();
  expect(await ofDeviceStates()).toEqual({ policy: 2, priority: 1 });
  await lab.ready();
});

it('then an agent that is started again has it too, and calls and their events work', async () => {
  await lab.parts.agent.stop();
  await lab.parts.agent.start();
  await lab.ready();
  expect(priorities(lab.parts.agent.pid ?? expect.fail())).toContainEqual({ policy: 2, priority: 9 });
  const office = await anOffice(lab);
  const live = await lab.live();
  const phone = await office.adasPhone.answer({ by: 'callee' }, { pauseMs: 200 });
  await lab.carrier.callIn({ number: office.number.number, callerNumber: '+15550109061' });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109061');
  live.close();
  expect((await phone.done).successful).toBe(1);
  expect(call.record).toMatchObject({ disposition: 'answered' });
});
