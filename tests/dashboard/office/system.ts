/**
 * The system page while something is really wrong: the agent is frozen, and the API does not answer. Each is said with
 * since when and what to do, and is gone when it is over. And what the heaviest pages really cost on a cold load.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

const limitBytes = 250_000;

/** The tests of the system page and of what a page weighs. */
export function systemTests(at: SharedDashboard): void {
  beforeAll(() => at.open('/'));

  const trouble = (check: string) => at.page.locator(`li[data-check=${check}]`);

  it('given all is well, then the sign in the header leads to every part and its figures', async () => {
    await at.page.getByTestId('system-indicator').click();
    await at.page.getByRole('heading', { name: 'System health', level: 1 }).waitFor();
    for (const part of [/^Node /, 'Asterisk', 'Call records and disks', 'Database and event stream'])
      await at.page.getByRole('region', { name: part }).first().waitFor();
    const asterisk = at.page.getByRole('region', { name: 'Asterisk' });
    expect(await asterisk.getByText(/^answers in \d+ ms$/).count()).toBe(2);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given the agent is frozen, then the page says so, since when and what to do, and takes it back', async () => {
    await at.lab.parts.agent.pause();
    try {
      await trouble('agent').getByText('The agent does not report.').waitFor();
      await trouble('agent').getByText('Look whether the agent runs').waitFor();
      await trouble('agent')
        .getByText(/^Node .+ · Since \d+ seconds ago$/)
        .waitFor();
      await at.page.getByTestId('system-indicator').getByText('Agent down').waitFor();
    } finally {
      await at.lab.parts.agent.resume();
    }
    await trouble('agent').waitFor({ state: 'detached' });
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given the API does not answer, then what is shown is stale since a time, until it answers again', async () => {
    await at.page.route('**/api/v1/system/health', (route) => route.abort());
    await at.page
      .getByTestId('health-stale')
      .getByText(/^Stale since \d/)
      .waitFor();
    await at.page.getByRole('region', { name: 'Asterisk' }).waitFor();
    await at.page.unroute('**/api/v1/system/health');
    await at.page.getByTestId('health-stale').waitFor({ state: 'detached' });
  });

  it.each(['/login', '/history', '/settings'])(
    'a cold load of %s takes less than 250 kB off the line',
    async (path) => {
      const { page, bytes } = await coldPage();
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const { total, files } = bytes();
      await page.context().close();
      console.log(`cold load of ${path}: ${total} bytes in ${files} answers`);
      expect(files).toBeGreaterThan(5);
      expect(total).toBeLessThan(limitBytes);
    },
  );

  /** A page of a browser that has nothing yet but the session, and what has come over the line for it. */
  async function coldPage(): Promise<{ page: Page; bytes: () => { total: number; files: number } }> {
    const storageState = await at.page.context().storageState();
    const context = await at.page.context().browser()?.newContext({ baseURL: at.dashboard.url, storageState });
    if (!context) throw new Error('the page has no browser');
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    let [total, files] = [0, 0];
    // What is in the answers, as coded on the line; their headers are not the dashboard's.
    line.on('Network.dataReceived', ({ encodedDataLength }) => {
      total += encodedDataLength;
    });
    line.on('Network.loadingFinished', () => {
      files += 1;
    });
    await line.send('Network.enable');
    return { page, bytes: () => ({ total, files }) };
  }
}
