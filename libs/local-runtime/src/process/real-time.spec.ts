import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deviceStatesAfterCalls } from './real-time.js';

let program: ChildProcess;

beforeEach(() => {
  program = spawn('sleep', ['60']);
});
afterEach(() => {
  program.kill();
});

it('given an Asterisk without real-time priority, then the thread of device states is left as it is', async () => {
  await deviceStatesAfterCalls(`0x7f01 ${program.pid} do_devstate_changes  started at [ 889] devicestate.c\n`);
  expect(execFileSync('chrt', ['--pid', String(program.pid)], { encoding: 'utf8' })).toContain('SCHED_OTHER');
});

it('given a list of threads without that one, then it says so', async () => {
  await expect(deviceStatesAfterCalls('0 threads listed.\n')).rejects.toThrow('lists no do_devstate_changes');
});
