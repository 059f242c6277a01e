/**
 * The SIP options of a trunk: folded until they are wanted, opened by themselves where one is wrong, saved as they were chosen, and
 * counted in what is seen while they are folded.
 */
import type { Trunk } from '@trunkline/contracts';
import { afterAll, expect, it } from 'vitest';
import { usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of the SIP options. */
export function sipOptionTests(at: SharedDashboard): void {
  const panel = () => at.page.getByRole('dialog');
  const options = () => panel().locator('summary', { hasText: 'SIP options' });
  const proxy = () => panel().getByRole('textbox', { name: 'Outbound proxy' });
  const save = () => panel().getByRole('button', { name: 'Save' }).click();
  const reset = { dtmfMode: 'auto', hideCaller: false, outboundProxy: null, pjsipOptions: [], numbering: null };

  afterAll(() => at.lab.api.send('PATCH', `/trunks/${at.office.trunk.id}?wait=applied`, reset));

  it('given a trunk, when its SIP options are changed, then they are checked, saved and counted', async () => {
    const { page, office, lab } = at;
    await at.open(`/trunks/${office.trunk.id}`);
    await options().getByText('as usual').waitFor();
    expect(await proxy().isVisible()).toBe(false);
    await options().click();
    await panel().getByRole('combobox', { name: 'Digits in a call (DTMF)' }).click();
    await page.getByRole('option', { name: 'SIP INFO' }).click();
    await panel().getByRole('switch', { name: 'Hide the caller’s number' }).click();
    await proxy().fill('proxy.example.org');
    await panel().getByRole('button', { name: 'Add an option' }).click();
    await panel().getByRole('combobox', { name: 'Option' }).click();
    await page.getByRole('option', { name: 'rtp_keepalive' }).click();
    await panel().getByRole('textbox', { name: 'Value' }).fill('9999');
    await options().getByText('4 changed').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.setViewportSize(usualSize);
    await options().click();
    await save();
    await panel().getByText('Must be a SIP URI such as sip:proxy.example.com:5060;transport=tcp;lr').waitFor();
    await panel().getByText('Must be a number from 0 to 3600 for rtp_keepalive').waitFor();
    await panel().getByRole('textbox', { name: 'Value' }).fill('20');
    await proxy().fill(`sip:${office.trunk.host}:5060`);
    await save();
    await panel().waitFor({ state: 'detached' });
    const { dtmfMode, hideCaller, outboundProxy, identityHeader, pjsipOptions } = await lab.api.get<Trunk>(
      `/trunks/${office.trunk.id}`,
    );
    expect({ dtmfMode, hideCaller, outboundProxy, identityHeader, pjsipOptions }).toEqual({
      dtmfMode: 'info',
      hideCaller: true,
      outboundProxy: `sip:${office.trunk.host}:5060`,
      identityHeader: 'pai',
      pjsipOptions: [{ object: 'endpoint', option: 'rtp_keepalive', value: '20' }],
    });
    await at.open('/routing?to=%2B1555010001');
    await page.getByText('Who is called does not see the number.').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a carrier that writes numbers its own way, then a form says how, and the explanation asks it so', async () => {
    const { page, office, lab } = at;
    const country = () => panel().getByRole('textbox', { name: 'Country code' });
    await at.open(`/trunks/${office.trunk.id}`);
    expect(await country().count()).toBe(0);
    await panel().getByRole('combobox', { name: 'Numbers it is asked for' }).click();
    await page.getByRole('option', { name: 'As they are dialled in its country: 030123456' }).click();
    await save();
    await panel().getByText('Must be 1 to 3 digits, the first of them not 0').waitFor();
    await country().fill('1');
    await save();
    await panel().waitFor({ state: 'detached' });
    const { numbering } = await lab.api.get<Trunk>(`/trunks/${office.trunk.id}`);
    expect(numbering).toMatchObject({
      countryCode: '1',
      nationalPrefix: '',
      internationalPrefix: '00',
      out: 'national',
    });
    await at.open('/routing?to=%2B1555010001');
    await page.getByText(`Over ${office.trunk.name} to 555010001`).waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });
}
