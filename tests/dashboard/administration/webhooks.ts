/**
 * Webhooks in a browser: a private address is refused at its field, the secret is shown once, a test and an event are
 * found in the log with what the server answered, a delivery is sent again, a webhook that is switched off gets nothing,
 * and a long log is read as one scrolls. The server that is sent to is a real one, and checks the signatures.
 */
import type { Page as Listed, Webhook, WebhookDelivery } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { anExtension, create } from '@trunkline/testing';
import { Webhook as Signature } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { manyDeliveriesTests } from './many-deliveries.js';
import { type WebhookReceiver, webhookReceiver } from './webhook-receiver.js';

/** The tests of webhooks. */
export function webhookTests(at: SharedDashboard): void {
  let server: WebhookReceiver;
  let secret: string;

  beforeAll(async () => {
    server = await webhookReceiver(at.lab.slot.peer(9));
    await at.open('/webhooks');
  });
  afterAll(() => server?.stop());

  const dialog = (name?: string) => at.page.getByRole('dialog', name === undefined ? {} : { name });
  const delivery = (event: string) => dialog().getByRole('row').filter({ hasText: event });
  const row = (path: string) => at.page.getByRole('row').filter({ hasText: `${server.url}${path}` });
  const arrived = (path: string, count: number) =>
    waitFor(
      `${count} deliveries at ${path}`,
      async () => {
        const there = server.received.filter((each) => each.path === path);
        return there.length >= count ? there : undefined;
      },
      { timeoutMs: 10_000, everyMs: 50 },
    );

  it('given a private address that is not allowed, then its field says so and nothing is made', async () => {
    const { page } = at;
    await page.getByRole('link', { name: 'New webhook' }).click();
    await field(page, 'Address').fill('https://10.0.0.1/hooks');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('must not lead to the private or reserved address 10.0.0.1').waitFor();
    expect(await field(page, 'Address').getAttribute('aria-invalid')).toBe('true');
    expect(await at.lab.api.get('/webhooks')).toMatchObject({ items: [] });
  });

  it('given an address that is allowed, then the webhook is listed and its secret is shown once', async () => {
    const { page } = at;
    await field(page, 'Address').fill(`${server.url}/hooks`);
    await page.getByLabel('Events').and(page.locator('input')).click();
    await page.getByRole('option', { name: 'config.*', exact: true }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    secret = await page.getByTestId('webhook-secret').inputValue();
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole('button', { name: 'Done' }).click();
    await row('/hooks').getByText('Nothing sent yet').waitFor();
    expect(await page.content()).not.toContain(secret);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('when a test is sent, then it arrives signed, and the page and the log say that it did', async () => {
    const { page } = at;
    await row('/hooks').getByRole('link').click();
    await dialog().getByText('Nothing was sent yet.').waitFor();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await dialog().getByRole('status').getByText('It works').waitFor();
    await delivery('webhook.test').getByText('Delivered').waitFor();
    const [test] = await arrived('/hooks', 1);
    const { body = '', headers = {} } = test ?? {};
    expect(new Signature(secret).verify(body, headers)).toMatchObject({ type: 'webhook.test' });
    expect(() => new Signature(secret).verify(`${body} `, headers)).toThrow();
  });

  it('when an event was delivered, then the log has it with what was sent, and it can be sent again', async () => {
    const { page } = at;
    await create(at.lab, '/extensions', anExtension({ number: '1101', name: 'Hook' }));
    await arrived('/hooks', 2);
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        return delivery('config.applied').getByText('Delivered').count();
      })
      .toBe(1);
    await delivery('config.applied').getByRole('link').click();
    const opened = dialog('Delivery of config.applied');
    await opened.getByText('Accepted (204)').waitFor();
    await opened.getByText('"type": "config.applied"').waitFor();
    await opened.getByRole('button', { name: 'Send again' }).click();
    const [, first, second] = await arrived('/hooks', 3);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    await opened.getByText('Accepted (204)').nth(1).waitFor();
    await opened.getByText('Delivered').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a server that is out of order, then a test says what it answered', async () => {
    const { page } = at;
    const { id } = await at.lab.api.post<Webhook>('/webhooks', { url: `${server.url}/broken`, events: ['config.*'] });
    await page.goto(`/webhooks/${id}`);
    await page.getByRole('button', { name: 'Send a test' }).click();
    await dialog().getByRole('status').filter({ hasText: 'It did not work' }).getByText('It answered 500').waitFor();
    await delivery('webhook.test').getByRole('link').click();
    await dialog('Delivery of webhook.test').getByText('out of order').waitFor();
  });

  it('given it is switched off, then it says so and gets nothing, while another gets the event', async () => {
    const { page } = at;
    const { items } = await at.lab.api.get<Listed<Webhook>>('/webhooks');
    const { id = '' } = items.find(({ url }) => url.endsWith('/hooks')) ?? {};
    await page.goto(`/webhooks/${id}`);
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('switch', { name: 'Enabled' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The webhook is saved.').waitFor();
    await row('/hooks').getByText('Disabled').waitFor();

    await at.lab.api.post('/webhooks', { url: `${server.url}/other`, events: ['config.*'] });
    const before = await at.lab.api.get<Listed<WebhookDelivery>>(`/webhooks/${id}/deliveries`);
    await create(at.lab, '/extensions', anExtension({ number: '1102', name: 'Hook' }));
    await arrived('/other', 1);
    expect(await at.lab.api.get(`/webhooks/${id}/deliveries`)).toEqual(before);
    expect(at.dashboard.complaints).toEqual([]);
  });

  describe('given 2,000 deliveries', () => manyDeliveriesTests(at));
}
