/**
 * The disk of the call events (CEL) does not take a byte for 30 s (10 s in the short form) while 50 calls a second pass: the spool file is
 * replaced by a FIFO that nobody reads. No call fails, no INVITE is repeated; once the file is back, what Asterisk
 * kept in memory is written and every call has its record. That the block was real shows in Asterisk's own queue.
 */

import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { appendFile, link, open, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  anOffice,
  InboundLoad,
  type LabStack,
  LOAD_CALLER,
  labStack,
  type Office,
  proving,
  recordsOf,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Seconds without it; the short form has a third. */
const away = proving ? 30 : 10;
let lab: LabStack;
let office: Office;
let load: InboundLoad;

beforeAll(async () => {
  lab = await labStack({ slot: 74 });
  office = await anOffice(lab);
  load = await InboundLoad.prepare(lab, office);
});

afterAll(async () => {
  await lab?.stop();
});

/** Where the spool lies meanwhile: a name beside it would be one of its rotated files, which the agent reads up. */
const aside = (file: string) => join(lab.directory, `${basename(file)}.aside`);
const fifoOf = (file: string) => join(lab.directory, `${basename(file)}.fifo`);

/** Replaces the spool by a FIFO in one step, so that no event falls between. */
async function block(file: string): Promise<void> {
  execFileSync('mkfifo', ['-m', '666', fifoOf(file)]);
  await link(file, aside(file));
  await rename(fifoOf(file), file);
}

/** Puts the file back, and into it what the one writer that waits at the FIFO has to say. */
async function unblock(file: string): Promise<void> {
  await link(file, fifoOf(file));
  await rename(aside(file), file);
  const fifo = await open(fifoOf(file), constants.O_RDONLY | constants.O_NONBLOCK);
  await delay(500);
  const { bytesRead, buffer } = await fifo.read(Buffer.alloc(65_536));
  await fifo.close();
  await appendFile(file, buffer.subarray(0, bytesRead));
}

/** How many call events wait in Asterisk's memory. */
async function waitingEvents(): Promise<number> {
  const output = await lab.asteriskCommand('core show taskprocessors');
  return Math.max(0, ...[...output.matchAll(/^\S*cel\S*\s+\d+\s+(\d+)/gim)].map((row) => Number(row[1])));
}

it(`given 50 calls a second, when the CEL disk is blocked for ${away} s, then no call notices and no record is lost`, async () => {
  const run = await load.start({ callsPerSecond: 50, seconds: away + 4 });
  await delay(2000);
  await block(lab.celFile);
  await delay(away * 1000);
  const waiting = await waitingEvents();
  await unblock(lab.celFile);
  const { carrier, phone } = await run.done;
  // The control: with a disk that takes events nothing waits, so an ineffective block fails here.
  expect(waiting).toBeGreaterThan(1000);
  expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
  expect(carrier.requests.get('INVITE')).toMatchObject({ sent: run.calls, retransmitted: 0 });
  expect(phone, phone.errors).toMatchObject({ successful: run.calls, failed: 0 });
  const records = await recordsOf(lab, run.calls, ({ from }) => from === LOAD_CALLER, 90_000);
  expect(records).toHaveLength(run.calls);
});
