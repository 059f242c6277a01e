/** The test of a trunk: a number that is none is refused at its field, findings come step by step, and lead to the call's record. */
import { expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of the test of a trunk. */
export function trunkTestTests(at: SharedDashboard): void {
  const part = () => at.page.getByRole('region', { name: 'Test this trunk' });

  it('given a trunk that works, when it is tested with a call, then each step says so, and the record is a click away', async () => {
    const { page, office } = at;
    await at.open(`/trunks/${office.trunk.id}?tab=test`);
    await part().getByText('It was not tested yet.').waitFor();
    await field(page, 'Number to call').fill('12a');
    await part().getByRole('button', { name: 'Test with a call' }).click();
    await part().getByText('Must be 2 to 15 digits').waitFor();
    await field(page, 'Number to call').fill('+15550100002');
    await part().getByRole('button', { name: 'Test with a call' }).click();
    await part().getByText('The tone went there, and came back.').waitFor();
    await part().getByText('Works', { exact: true }).waitFor();
    for (const text of ['answers OPTIONS', 'has accepted the registration', 'The call was answered'])
      await part().getByText(text).waitFor();
    // The link to the record takes no click that is meant for something else.
    await part().getByRole('button', { name: 'Test with a call' }).click({ trial: true });
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);
    await part().getByRole('link', { name: 'The record of the call' }).click();
    await page.getByRole('dialog').getByText('+15550100002').first().waitFor();
  });
}
