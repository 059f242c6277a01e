/**
 * The guided form of a new trunk: the carrier is chosen, what it leaves open is asked and checked, and one POST makes the trunk;
 * and a peer that registers here, whose user name is shown once it has one.
 */
import type { Page, Trunk } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of the guided form. */
export function trunkPresetTests(at: SharedDashboard): void {
  const panel = () => at.page.getByRole('dialog');
  const field = (name: string) => panel().getByRole('textbox', { name, exact: true });
  const choose = async (label: string, option: string) => {
    await panel().getByRole('combobox', { name: label }).click();
    await at.page.getByRole('option', { name: option, exact: true }).click();
  };
  const create = () => panel().getByRole('button', { name: 'Create' }).click();
  const made = async (name: string) => {
    await panel().waitFor({ state: 'detached' });
    const { items } = await at.lab.api.get<Page<Trunk>>(`/trunks?name=${encodeURIComponent(name)}`);
    return items[0];
  };

  afterAll(async () => {
    for (const name of ['Flowroute', 'By SRV', 'Branch']) {
      const { items } = await at.lab.api.get<Page<Trunk>>(`/trunks?name=${encodeURIComponent(name)}`);
      for (const { id } of items) await at.lab.api.send('DELETE', `/trunks/${id}?wait=applied`);
    }
  });

  it('given a carrier, when it is chosen, then only what it leaves open is asked for, and makes a trunk', async () => {
    const { page } = at;
    await at.open('/trunks/new');
    await choose('Carrier', 'Flowroute');
    await expect.poll(() => field('Name').inputValue()).toBe('Flowroute');
    expect(await field('Host').count()).toBe(0);
    await panel().getByText('Not found in what the carrier has published: Port: 5060; Transport: UDP').waitFor();
    await panel()
      .getByRole('link', { name: /support\.bcmone\.com/ })
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);
    await create();
    await panel().getByText('A user name is required.').waitFor();
    await field('User name').fill('12345678');
    await panel().locator('input[type=password]').fill('secret');
    await create();
    expect(await made('Flowroute')).toMatchObject({
      ...{ auth: 'digest', host: 'sip.flowroute.com', port: 5060, transport: 'udp', username: '12345678' },
      ...{ dtmfMode: 'rfc4733', identityHeader: 'pai', hasPassword: true },
    });
  });

  it('given a port is left empty, then it is looked up, which an address is no host for', async () => {
    await at.open('/trunks/new');
    await field('Name').fill('By SRV');
    await panel().getByRole('radio', { name: 'IP address' }).click();
    await field('Host').fill('192.0.2.7');
    await panel().getByText('Port empty: looked up by SRV.').waitFor();
    await field('Port').fill('');
    await create();
    await panel().getByText('is required where host is an address').waitFor();
    await field('Host').fill('srv.example.net');
    await create();
    const trunk = await made('By SRV');
    expect(trunk).toMatchObject({ host: 'srv.example.net', port: null });
    await at.open(`/trunks/${trunk?.id}`);
    await expect.poll(() => field('Host').inputValue()).toBe('srv.example.net');
    expect(await field('Port').inputValue()).toBe('');
  });

  it('given a PBX that registers here, then its user name is shown with the trunk', async () => {
    await at.open('/trunks/new');
    await choose('Carrier', 'Another PBX that registers here');
    await field('Name').fill('Branch');
    await panel().locator('input[type=password]').fill('secret');
    await create();
    const trunk = await made('Branch');
    expect(trunk).toMatchObject({ auth: 'peer_registers', host: null });
    await at.open(`/trunks/${trunk?.id}`);
    await expect.poll(() => field('User name').inputValue()).toBe(trunk?.ref);
    expect(at.dashboard.complaints).toEqual([]);
  });
}
