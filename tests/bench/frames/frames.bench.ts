/**
 * How busy the live board is with 500 calls while 50 events a second arrive by the stream. Nobody calls: calls and
 * events are written into Postgres as the agent writes them, and reach the page by log, API and socket, because what
 * is measured is the page and not the calls. For each frame: the milliseconds of processor that the main thread of
 * Chromium used from its beginning to that of the next, by Chromium's own trace; the same by the clock, where what other
 * processes take from the page on a small machine counts; and the time between frames as a script of the page sees it,
 * which is never below the 16.7 ms of a screen with 60 Hz.
 */
import { createDataSource, type DataSource } from '@trunkline/persistence';
import { type LabStack, labStack, quantile, quick, report, reportVersion } from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dashboard, logIn, openDashboard } from '../../dashboard/open-dashboard.js';
import { categories, type FrameWork, frameWork } from './frame-work.js';
import { ManyCalls } from './many-calls.js';

const seconds = quick ? 10 : 30;
const eventsPerSecond = 50;
let lab: LabStack;
let dashboard: Dashboard;
let database: DataSource;
let calls: ManyCalls;

beforeAll(async () => {
  lab = await labStack({ slot: 249 });
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
  calls = new ManyCalls(database);
  await calls.begin(500);
  dashboard = await openDashboard(lab);
  await logIn(dashboard.page, lab.adminPassword);
  await dashboard.page.getByRole('heading', { name: 'Overview' }).waitFor();
  await dashboard.page.goto('/calls');
  await dashboard.page.getByText('50 ringing · 450 connected').waitFor();
});

afterAll(async () => {
  await dashboard?.close();
  await database?.destroy();
  await lab?.stop();
});

/** Writes events at their rate until the time is over, and returns how many. */
async function write(forSeconds: number): Promise<number> {
  const began = performance.now();
  let written = 0;
  while (performance.now() - began < forSeconds * 1000) {
    const due = Math.floor(((performance.now() - began) / 1000) * eventsPerSecond);
    while (written < due) {
      await calls.next();
      written += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return written;
}

it('live board, 500 calls, 50 events/s', { timeout: 120_000 }, async () => {
  const { page } = dashboard;
  const browser = page.context().browser() ?? expect.fail();
  reportVersion('chromium', browser.version());
  await write(2);
  await page.evaluate(
    'globalThis.deltas = []; let last; requestAnimationFrame(function tick(now) { if (last) deltas.push(now - last); last = now; requestAnimationFrame(tick); })',
  );
  await browser.startTracing(page, { categories });
  const written = await write(seconds);
  const trace = await browser.stopTracing();
  const deltas = await page.evaluate<number[]>('deltas');
  expect(written).toBeGreaterThan(seconds * eventsPerSecond * 0.95);
  // All of it came: the board counts what was written.
  await page.getByText(`${calls.ringing} ringing · ${calls.count - calls.ringing} connected`).waitFor();
  const { frames, tasks } = frameWork(trace);
  expect(frames.length).toBeGreaterThan(seconds * 10);
  const what = 'live board, 500 calls, 50 events/s';
  const worked = (share: number, kind: keyof FrameWork) => [
    quantile(
      frames.map((frame) => frame[kind]),
      share,
    ),
  ];
  const target = { atMost: 16 };
  report({ what: `${what}: work in a frame, p50`, values: worked(0.5, 'processor'), unit: 'ms' });
  report({ what: `${what}: work in a frame, p95`, values: worked(0.95, 'processor'), unit: 'ms', target });
  report({ what: `${what}: work in a frame by the clock, p95`, values: worked(0.95, 'elapsed'), unit: 'ms' });
  report({ what: `${what}: from frame to frame, p50`, values: [quantile(deltas, 0.5)], unit: 'ms' });
  report({ what: `${what}: from frame to frame, p95`, values: [quantile(deltas, 0.95)], unit: 'ms' });
  report({ what: `${what}: tasks over 50 ms`, values: [tasks.filter((task) => task > 50).length], unit: '' });
});
