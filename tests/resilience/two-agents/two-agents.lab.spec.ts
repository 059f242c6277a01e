/**
 * Two agents for one node while 10 calls a second pass, and the owner is killed. Within 15 s the other one owns the
 * node, no call fails, every call has one record, none stays in the live stream, and the lease's token grew by one.
 * What the killed owner had read and not yet stored is lost to the live stream: a call that began and ended in there has
 * its record and no `call.ended`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ports, waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource, NodeLeases } from '@trunkline/persistence';
import { anOffice, InboundLoad, type LabStack, LOAD_CALLER, labStack, liveCalls, recordsOf } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const node = 'node-1';
const agents: ChildProcess[] = [];
let lab: LabStack;
let load: InboundLoad;
let database: DataSource;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  lab = await labStack({ slot: 140 });
  load = await InboundLoad.prepare(lab, await anOffice(lab));
  env = environmentOf(lab.parts.agent.pid);
  const url = lab.parts.postgres.url;
  if (url === null || !env.DATABASE_URL) throw new Error('the lab has no database');
  database = await createDataSource(url).initialize();
});

afterAll(async () => {
  for (const agent of agents) agent.kill('SIGKILL');
  await database?.destroy();
  await lab?.stop();
});

function environmentOf(pid: number | null): NodeJS.ProcessEnv {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return Object.fromEntries(lines.filter((line) => line.includes('=')).map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** Starts another agent of the node, with an address of its own for its health. */
async function another(host: string): Promise<ChildProcess> {
  const agent = spawn(process.execPath, ['dist/apps/agent/src/main.js'], {
    env: { ...env, HEALTH_HOST: host },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  agents.push(agent);
  await waitFor('the agent to stand by', async () => (await healthOf(host)).includes('standby'), { timeoutMs: 15_000 });
  return agent;
}

const healthOf = async (host: string) => (await fetch(`http://${host}:${ports.agentHealth}/health`)).text();
const tokenNow = async () => (await NodeLeases.read(database, node))?.token ?? 0;

/** Milliseconds until the agent at `host` owns the node and follows Asterisk. */
async function takeOver(host: string): Promise<number> {
  const from = performance.now();
  const ready = async () => (await fetch(`http://${host}:${ports.agentHealth}/health`)).status === 200;
  await waitFor('the other agent to take over', ready, { timeoutMs: 30_000, everyMs: 100 });
  return performance.now() - from;
}

async function underLoad(already: number, disturb: () => Promise<number>): Promise<void> {
  const run = await load.start({ callsPerSecond: 10, seconds: 20 });
  await delay(3000);
  const before = await tokenNow();
  expect(await disturb()).toBeLessThan(15_000);
  expect(await tokenNow()).toBe(before + 1);
  const { carrier, phone } = await run.done;
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  const records = await recordsOf(lab, already + run.calls, ({ from }) => from === LOAD_CALLER, 60_000);
  expect(records).toHaveLength(already + run.calls);
  await waitFor('every call to leave the live stream', async () => (await liveCalls(database)) === 0, {
    timeoutMs: 40_000,
  });
}

it('given the owner is killed, the other agent takes over and no call is failed, and no record lost or doubled', async () => {
  await another(lab.slot.peer(30));
  await underLoad(0, async () => {
    await lab.parts.agent.kill('SIGKILL');
    return takeOver(lab.slot.peer(30));
  });
});
