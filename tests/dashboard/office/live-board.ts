/**
 * The live page while something goes wrong or is done to a call: it hangs up, it says since when it is not live when
 * the agent or the API is away, and it is live again by itself.
 */
import { beforeEach, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';

/** The tests of the live page, some of them with parts of the system away. */
export function liveBoardTests(at: SharedDashboard): void {
  const live = () => at.page.locator('[data-testid=live-status][data-status=live]').waitFor();

  beforeEach(async () => {
    await at.open('/calls');
    await live();
  });

  it('when a call is hung up on the page, then it ends for both sides', async () => {
    const callee = await at.office.adasPhone.answer({ by: 'caller' });
    const placed = await at.lab.carrier.callIn({ number: at.office.number.number, callerNumber: '+15550109002' });
    const row = at.page.getByRole('row').filter({ hasText: '+15550109002' });
    await row.getByText('Connected').waitFor();
    await row.getByRole('button', { name: /Hang up/ }).click();
    await at.page.getByRole('dialog').getByRole('button', { name: 'Hang up' }).click();
    expect(await placed.ended).toMatchObject({ answered: true });
    expect(await callee.done).toMatchObject({ successful: 1 });
    await row.getByText('Ended').waitFor();
  });

  it('given the agent stands still, then the page says since when it is not live, and is live again by itself', async () => {
    await at.lab.parts.agent.pause();
    await at.page
      .getByTestId('not-live')
      .getByText(/Not live since \d/)
      .waitFor();
    expect(await at.page.getByTestId('live-status').getAttribute('data-status')).toBe('stale');
    await at.lab.parts.agent.resume();
    await live();
    expect(await at.page.getByTestId('not-live').count()).toBe(0);
  });

  it('given the API is away, then the page says so and comes back by itself', async () => {
    await at.lab.parts.api.stop();
    await at.page.locator('[data-testid=live-status][data-status=disconnected]').waitFor();
    await at.page.getByTestId('not-live').waitFor();
    await at.lab.parts.api.start();
    await live();
  });
}
