import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deferred } from './deferred.js';
import { isAlive } from './lock.js';
import { Service, type ServiceSpec } from './service.js';
import { waitFor } from './wait-for.js';

let dir: string;
let service: Service;
let said: string[];

function make(script: string, more: Partial<ServiceSpec> = {}): Service {
  service = new Service({
    name: 'thing',
    spawn: { command: 'sh', args: ['-c', script] },
    logFile: join(dir, 'thing.log'),
    say: (message) => said.push(message),
    ...more,
  });
  return service;
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-service-'));
  said = [];
});
afterEach(async () => {
  await service.stop();
  await rm(dir, { recursive: true, force: true });
});

const logged = async (text: string) => (await readFile(join(dir, 'thing.log'), 'utf8')).includes(text);
const waitForLog = (text: string) =>
  waitFor(`"${text}" in the log`, () => logged(text), { timeoutMs: 5000, everyMs: 10 });

it('starts, keeps the output, and is gone after stop', async () => {
  await make('echo hello; exec sleep 60', { ready: () => waitForLog('hello').then(() => undefined) }).start();
  const pid = service.pid ?? 0;
  expect(isAlive(pid)).toBe(true);
  await service.stop();
  expect([service.pid, isAlive(pid)]).toEqual([null, false]);
});

it('kills what does not listen to SIGTERM, and says so', async () => {
  await make('trap "" TERM; echo deaf; while :; do sleep 0.05; done', { stopTimeoutMs: 200 }).start();
  await waitForLog('deaf');
  await service.stop();
  expect(said).toEqual(['thing did not stop in time and was killed']);
});

it('stops a program that is paused', async () => {
  await make('echo up; exec sleep 60').start();
  await waitForLog('up');
  await service.kill('SIGSTOP');
  await service.stop();
  expect(said).toEqual([]);
});

it('says why it is not ready when the program ends first', async () => {
  const never = (signal: AbortSignal) =>
    waitFor('nothing', () => false, { timeoutMs: 5000, signal }).then(() => undefined);
  await expect(make('exit 7', { ready: never }).start()).rejects.toThrow('ended before it was ready (exit code 7)');
});

it('starts a crashed program again, not one that was stopped', async () => {
  await make('echo run; exec sleep 60', { restart: true }).start();
  const first = service.pid;
  await service.kill('SIGKILL');
  await waitFor('another process', () => service.pid !== null && service.pid !== first, { timeoutMs: 5000 });
  await waitFor('the word of it', () => said.includes('thing runs again'), { timeoutMs: 5000 });
  expect(said[0]).toBe('thing ended (by SIGKILL); starting it again in 0.2 s');
  await service.stop();
  expect(service.pid).toBeNull();
});

it('does not start when it is told to stop meanwhile', async () => {
  const prepared = deferred<void>();
  const started = make('exec sleep 60', { prepare: () => prepared.promise }).start();
  const stopped = service.stop();
  prepared.resolve();
  await expect(started).rejects.toThrow('told to stop');
  await stopped;
  expect(service.pid).toBeNull();
});
