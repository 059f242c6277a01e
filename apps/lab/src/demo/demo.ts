import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Trunk } from '@trunkline/contracts';
import { type Phones, readOrMake, type Stack, waitFor } from '@trunkline/local-runtime';
import { Rest } from './rest.js';
import { demoNumber, seed } from './seed.js';

const outside = '+15550100001';
const callSeconds = 5;

/** The demo while it runs. `ready` resolves once a call went through. */
export interface Demo {
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Fills an empty PBX, starts the phones, and places a call from 1001 to the carrier. */
export function startDemo(stack: Stack, say: (message: string) => void): Demo {
  let phones: Phones | undefined;
  const run = async () => {
    const rest = await restOf(stack);
    say('demo: trunk, extensions 1001 to 1003, a number and a route');
    const seeded = await seed(rest, stack, join(stack.secrets.dir, 'demo-phones.json'));
    phones = stack.phones(() => seeded.phones);
    await phones.asterisk.start();
    await Promise.all([registeredTrunk(rest, seeded.trunkId), registeredPhones(phones, seeded.phones.length)]);
    await firstCall(phones, say);
  };
  return { ready: run(), stop: async () => phones?.asterisk.stop() };
}

async function restOf(stack: Stack): Promise<Rest> {
  const file = join(stack.secrets.dir, 'demo-api-key');
  const make = () => readOrMake(file, () => stack.cli(['create-api-key', '--name', 'lab-demo']));
  const rest = new Rest(stack.apiUrl, await make());
  if (await rest.accepted()) return rest;
  // The database is another one than that of the last time.
  await rm(file, { force: true });
  return new Rest(stack.apiUrl, await make());
}

async function registeredTrunk(rest: Rest, id: string): Promise<void> {
  let last: Trunk['state'] | undefined;
  const registered = async () => {
    last = (await rest.get<Trunk>(`/trunks/${id}`)).state;
    return last.status === 'registered';
  };
  await waitFor('the trunk to be registered', registered, { timeoutMs: 20_000, everyMs: 100 }).catch((error: Error) => {
    throw new Error(`${error.message}: it is ${last?.status}${last?.reason ? `, ${last.reason}` : ''}`);
  });
}

async function registeredPhones(phones: Phones, count: number): Promise<void> {
  await waitFor('the phones to be registered', async () => (await phones.registered()).length === count, {
    timeoutMs: 20_000,
    everyMs: 100,
  });
}

async function firstCall(phones: Phones, say: (message: string) => void): Promise<void> {
  const [from] = await phones.registered();
  if (!from) {
    say('demo: 1001 to 1003 belong to somebody else here, so no phone was started');
    return;
  }
  say(`demo: ${from} calls ${outside}`);
  const call = await phones.call(from, outside);
  await call.answered;
  say(`demo: the carrier answered; the call lasts ${callSeconds} s`);
  await Promise.race([delay(callSeconds * 1000), call.ended]);
  await call.hangup();
  say(`demo: done. Try: npm run lab -- call-in ${demoNumber}, npm run lab -- call 1002 ${outside}`);
}
