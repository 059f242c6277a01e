/**
 * The gateways of a trunk in its form: the first is the trunk's own address, an address that stands there twice is refused at
 * its field, the explanation of a call goes through what was saved, and a route may decide itself when the next is asked. The
 * trunk shows how its gateways fare, and has one asked again that is passed over.
 */
import type { OutboundRoute, Trunk, TrunkHealth } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of gateways and failover. */
export function gatewayTests(at: SharedDashboard): void {
  const panel = () => at.page.getByRole('dialog');
  const group = () => panel().getByRole('group', { name: 'Gateways' });
  const host = (row: number) => group().getByRole('textbox', { name: 'Host' }).nth(row);
  const save = () => panel().getByRole('button', { name: 'Save' }).click();

  afterAll(async () => {
    await at.lab.api.send('PATCH', `/trunks/${at.office.trunk.id}?wait=applied`, {
      gateways: [],
      breaker: { openAfterFailures: 5 },
    });
    await at.lab.api.send('PATCH', `/outbound-routes/${at.office.route.id}?wait=applied`, { failoverOn: null });
  });

  it('given a trunk, when gateways are added, then they are checked, saved and explained', async () => {
    const { page, office, lab } = at;
    const backup = lab.slot.peer(30);
    await at.open(`/trunks/${office.trunk.id}`);
    await group().getByText('Calls out go to the host.').waitFor();
    await group().getByRole('button', { name: 'Add a gateway' }).click();
    await expect.poll(() => host(0).inputValue()).toBe(office.trunk.host ?? '');
    await group().getByRole('button', { name: 'Add a gateway' }).click();
    await host(1).fill(office.trunk.host ?? '');
    await save();
    await group().getByText('Must not be an address that stands above').waitFor();
    await host(1).fill(backup);
    expect(await group().getByRole('textbox', { name: 'Priority' }).nth(1).inputValue()).toBe('2');
    await panel().getByRole('textbox', { name: 'Failed calls until then' }).fill('8');
    // What was typed is still there after a look at another tab.
    await panel().getByRole('tab', { name: 'Health' }).click();
    await panel().getByRole('region', { name: 'Calls over it' }).waitFor();
    expect(await group().count()).toBe(0);
    await panel().getByRole('tab', { name: 'Settings' }).click();
    expect(await host(1).inputValue()).toBe(backup);
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);
    await save();
    await panel().waitFor({ state: 'detached' });
    const { gateways, failoverOn, breaker } = await lab.api.get<Trunk>(`/trunks/${office.trunk.id}`);
    expect(gateways).toEqual([
      { host: office.trunk.host, port: 5060, priority: 1, weight: 1 },
      { host: backup, port: 5060, priority: 2, weight: 1 },
    ]);
    expect(failoverOn).toEqual(['unreachable', 'failed', 'forbidden']);
    expect(breaker).toEqual({ enabled: true, openAfterFailures: 8 });
    await at.open('/routing?to=%2B1555010001');
    await page.getByText(`At the gateway ${backup}:5060.`).waitFor();
    await page.getByText('The next step follows after: No answer from the carrier').first().waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a gateway that is passed over, when it is to be asked again, then the API is told', async () => {
    const { page, office } = at;
    const path = `/trunks/${office.trunk.id}`;
    const health = () => panel().getByRole('region', { name: 'Calls over it' });
    // Its calls would have to fail for that: what the API says of such a one is put in its place.
    const failing = { breaker: 'open', score: 30, calls: 5, faults: 5, answerRatio: 0, postDialDelayMs: 80 } as const;
    await page.route(`**/api/v1${path}/health`, async (route) => {
      const answer = await route.fetch();
      const [first, ...others] = ((await answer.json()) as TrunkHealth).gateways;
      const at = new Date().toISOString();
      const until = new Date(Date.now() + 30_000).toISOString();
      const said = { gateway: first?.gateway ?? null, class: 'forbidden', sipCode: 403, reason: '', advice: '' };
      const alarms = [{ ...said, calls: 3, firstAt: at, lastAt: at, lastCallId: office.trunk.id }];
      const silent = others.map((other) => ({ ...other, reachable: false }));
      await route.fulfill({ json: { gateways: [{ ...first, ...failing, until }, ...silent], alarms } });
    });
    await at.open(`${path}?tab=health`);
    await health().getByText('Score 30 of 100 · 5 calls · 0% answered · 5 failed · 0.08 s until it rings').waitFor();
    await health().getByText('Passed over').waitFor();
    await health().getByText('No answer').waitFor();
    await health().getByText('3 calls · SIP 403').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);
    const sent = page.waitForResponse((answer) => answer.url().endsWith(`${path}/breaker/reset`));
    await health().getByRole('button', { name: 'Ask it again now' }).click();
    expect((await sent).status()).toBe(204);
    await page.unrouteAll({ behavior: 'wait' });
    await at.open(`${path}?tab=health`);
    await health().getByText('No alarms.').waitFor();
    await health().getByText('In use').first().waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a route, when it decides itself, then the explanation says so', async () => {
    const { page, office, lab } = at;
    await at.open(`/outbound-routes/${office.route.id}`);
    await panel().getByRole('switch', { name: 'Decide here when the next trunk is asked' }).click();
    await panel().getByRole('combobox', { name: 'Try the next one after' }).click();
    await page.getByRole('option', { name: 'Busy (486)' }).click();
    expect(await axeViolations(page)).toEqual([]);
    await save();
    await panel().waitFor({ state: 'detached' });
    const { failoverOn } = await lab.api.get<OutboundRoute>(`/outbound-routes/${office.route.id}`);
    expect(failoverOn).toEqual(['unreachable', 'failed', 'forbidden', 'busy']);
    await at.open('/routing?to=%2B1555010001');
    await page.getByText('Account refused (401, 403, 407), Busy (486).').first().waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });
}
