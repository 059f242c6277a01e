import { createServer, type Server } from 'node:net';
import { testDatabase } from '@trunkline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiUnderTest, host } from '../spec/api-under-test.js';
import { aCall, aCallEvent } from '../spec/builders.js';
import { aCallsEvents, append, pace, webhookApi, webhookClient } from '../spec/webhook-bench.js';
import { isSigned, WebhookReceiver } from '../spec/webhook-receiver.js';
import { Resolver } from '../webhook-sending/resolver.js';
import { WebhookRetentionJob } from './webhook-retention.job.js';

const database = testDatabase();
let api: ApiUnderTest;
let client: Awaited<ReturnType<typeof webhookClient>>;
let receiver: WebhookReceiver;

beforeAll(async () => {
  api = await webhookApi(database);
  client = await webhookClient(api);
});
afterAll(() => api?.stop());
beforeEach(async () => {
  receiver = await new WebhookReceiver().open();
});
afterEach(async () => {
  receiver.close();
  for (const { id } of (await client.get('/webhooks?limit=200')).body.items)
    await client.delete(`/webhooks/${id}`).expect(204);
});

/** A server that speaks no HTTP, or not as it should: `talk` is what it does with each connection. */
async function rawServer(talk: Parameters<typeof createServer>[1]): Promise<{ url: string; server: Server }> {
  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return { server, url: `http://${host}:${(server.address() as { port: number }).port}/` };
}

const slow = { timeout: 20_000 };

const settled = async (id: string, status: string) => {
  await expect.poll(async () => (await client.deliveries(id)).map((each) => each.status), slow).toEqual([status]);
  const [delivery] = await client.deliveries(id);
  if (!delivery) throw new Error('no delivery');
  return delivery;
};

describe('a webhook', () => {
  it('gets what it asked for: the event of the stream, its id as webhook-id, signed', async () => {
    const { id, secret } = await client.make({ url: receiver.url(), events: ['call.started'] });
    const [started] = await append(database, ...aCallsEvents());
    const delivery = await settled(id, 'delivered');
    expect(receiver.received).toHaveLength(1);
    const [received] = receiver.received;
    if (!received) throw new Error('nothing came');
    expect(received.event).toEqual(started);
    expect(received.headers).toMatchObject({ 'webhook-id': started?.id, 'content-type': 'application/json' });
    expect(isSigned(received, secret)).toBe(true);
    expect(isSigned({ ...received, body: received.body.replace('ringing', 'up') }, secret)).toBe(false);
    expect(delivery).toMatchObject({ eventId: started?.id, eventType: 'call.started', nextAttemptAt: null });
    expect(delivery.attempts).toMatchObject([{ status: 204, error: null }]);
    expect((await client.get(`/webhooks/${id}/deliveries/${delivery.id}`)).body.body).toBe(received.body);
    await expect.poll(async () => (await client.read(id)).status.state, slow).toBe('ok');
  });

  it('gets nothing that happened before it was made, or while it was disabled', async () => {
    await append(database, ...aCallsEvents());
    const { id } = await client.make({ url: receiver.url() });
    await client.patch(`/webhooks/${id}`, { enabled: false }).expect(200);
    await append(database, ...aCallsEvents());
    await client.patch(`/webhooks/${id}`, { enabled: true }).expect(200);
    const [event] = await append(database, aCallEvent('call.started', aCall()));
    await receiver.until(() => receiver.received.length > 0);
    await settled(id, 'delivered');
    expect(receiver.received.map((each) => each.event.id)).toEqual([event?.id]);
  });

  it('is signed with the old secret as well while a new one is introduced', async () => {
    const { id, secret } = await client.make({ url: receiver.url() });
    const rotated = (await client.post(`/webhooks/${id}/secret`, { overlapHours: 1 }).expect(200)).body.secret;
    await client.post(`/webhooks/${id}/test`).expect(200);
    const last = (await client.post(`/webhooks/${id}/secret`, { overlapHours: 0 }).expect(200)).body.secret;
    await client.post(`/webhooks/${id}/test`).expect(200);
    const signed = receiver.received.map((each) => [secret, rotated, last].map((one) => isSigned(each, one)));
    expect(signed).toEqual([
      [true, true, false],
      [false, false, true],
    ]);
  });

  it('is tried again after a failure, with the same id, and says how it fared', async () => {
    const { id } = await client.make({ url: receiver.url(), events: ['call.started'] });
    receiver.answer = (_received, response) => {
      const works = receiver.received.length > 2;
      response.writeHead(works ? 200 : 500).end(works ? 'thanks' : 'no\u0007\u202e luck <b>');
    };
    await append(database, aCallEvent('call.started', aCall()));
    const { attempts } = await settled(id, 'delivered');
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(attempts.map(({ answer }) => answer)).toEqual(['no luck <b>', 'no luck <b>', 'thanks']);
    expect(attempts[0]?.error).toBe('It answered 500.');
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that fails to the end has failed, and can be sent by hand once it works', async () => {
    pace(api).delays = [10];
    const { id } = await client.make({ url: receiver.url(), events: ['call.started'] });
    receiver.answer = (_received, response) => void response.writeHead(503).end();
    await append(database, aCallEvent('call.started', aCall()));
    const failed = await settled(id, 'failed');
    expect(failed.attempts).toHaveLength(2);
    await expect
      .poll(async () => (await client.read(id)).status)
      .toMatchObject({
        state: 'failing',
        lastError: 'It answered 503.',
      });
    receiver.answer = (_received, response) => void response.writeHead(200).end();
    await client.post(`/webhooks/${id}/deliveries/${failed.id}/redeliver`).expect(202);
    expect((await settled(id, 'delivered')).attempts).toHaveLength(3);
    pace(api).delays = [30, 30, 30, 30, 30, 30];
  });

  it('that hangs delays no other one, and is given up after its time', async () => {
    receiver.answer = ({ path }, response) => {
      if (path === '/works') response.writeHead(200).end();
    };
    const hanging = await client.make({ url: receiver.url('/hangs') });
    const working = await client.make({ url: receiver.url('/works') });
    const begun = performance.now();
    await append(database, ...Array.from({ length: 20 }, () => aCallsEvents()).flat());
    await receiver.until(() => receiver.at('/works').length === 60, 25_000);
    const tookMs = performance.now() - begun;
    await expect.poll(async () => (await client.read(hanging.id)).status.lastError, slow).toBe('No answer within 1 s.');
    // An answer is noted after it was given.
    const open = async () => (await client.deliveries(working.id)).filter(({ status }) => status !== 'delivered');
    await expect.poll(open, slow).toEqual([]);
    // One after the other, sixty deliveries behind one that hangs would take a minute.
    expect(tookMs).toBeLessThan(25_000);
  });

  it('that closes, talks nonsense, or is not there, has failed with a reason in words', async () => {
    pace(api).delays = [];
    const closes = await rawServer((socket) => void socket.end());
    const nonsense = await rawServer((socket) => void socket.end('SIP/2.0 200 OK\r\n\r\n'));
    const gone = await rawServer((socket) => void socket.end());
    await new Promise((resolve) => gone.server.close(resolve));
    const cases = [
      [closes.url, /closed before an answer/],
      [nonsense.url, /not HTTP/],
      [gone.url, /refused/],
    ] as const;
    for (const [url, reason] of cases) {
      const { id } = await client.make({ url });
      const tested = (await client.post(`/webhooks/${id}/test`).expect(200)).body;
      expect([tested.status, tested.eventType]).toEqual(['failed', 'webhook.test']);
      expect(tested.attempts[0].error).toMatch(reason);
    }
    for (const { server } of [closes, nonsense]) server.close();
    pace(api).delays = [30, 30, 30, 30, 30, 30];
  });

  it('is judged by its status alone: an endless or a slow body is cut off', async () => {
    let written = 0;
    receiver.answer = ({ path }, response) => {
      response.writeHead(200);
      if (path === '/slow') return void response.write('begun');
      const more = () => {
        if (response.destroyed || written > 200_000_000) return;
        written += 65_536;
        response.write('x'.repeat(65_536), more);
      };
      more();
    };
    for (const [path, answer] of [
      ['/endless', 'x'.repeat(500)],
      ['/slow', 'begun'],
    ] as const) {
      const { id } = await client.make({ url: receiver.url(path) });
      const tested = (await client.post(`/webhooks/${id}/test`).expect(200)).body;
      expect(tested).toMatchObject({ status: 'delivered', attempts: [{ status: 200, answer }] });
    }
    expect(written).toBeLessThan(50_000_000);
  });
});

describe('a webhook is switched off', () => {
  const disabledEvents = (id: string) =>
    database.ds.query(`SELECT data FROM event_log WHERE type = 'webhook.disabled' AND data->>'webhookId' = $1`, [id]);

  it('when it answers 410: the rest is dropped, and the stream and the audit log say so', async () => {
    const { id } = await client.make({ url: receiver.url() });
    receiver.answer = (_received, response) => void response.writeHead(410).end();
    await append(database, ...aCallsEvents(3));
    await expect
      .poll(async () => (await client.read(id)).status, slow)
      .toMatchObject({
        state: 'disabled',
        disabledReason: 'gone',
        pending: 0,
      });
    expect(await disabledEvents(id)).toEqual([{ data: { webhookId: id, reason: 'gone' } }]);
    expect(receiver.received).toHaveLength(1);
    const statuses = (await client.deliveries(id)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'failed')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'cancelled')).toHaveLength(4);
    const { items } = (await client.get(`/audit-log?resourceId=${id}`)).body;
    expect(items[0]).toMatchObject({ actor: { kind: 'system' }, after: { enabled: false, disabledReason: 'gone' } });
    await client.patch(`/webhooks/${id}`, { enabled: true }).expect(200);
    expect((await client.read(id)).status).toMatchObject({ state: 'new', disabledReason: null });
  });

  it('when it has failed for three days, and not before', async () => {
    receiver.answer = (_received, response) => void response.writeHead(500).end();
    const { id } = await client.make({ url: receiver.url() });
    await append(database, aCallEvent('call.started', aCall()));
    await receiver.until(() => receiver.received.length > 1);
    await settled(id, 'failed');
    const sinceHours = (hours: number) =>
      database.ds.query(`UPDATE webhooks SET failing_since = now() - $1 * interval '1 hour'`, [hours]);
    await sinceHours(71);
    await append(database, aCallEvent('call.started', aCall()));
    await expect.poll(async () => (await client.deliveries(id, '&status=failed')).length, slow).toBe(2);
    expect((await client.read(id)).enabled).toBe(true);
    await sinceHours(73);
    await append(database, aCallEvent('call.started', aCall()));
    await expect.poll(async () => (await client.read(id)).status.disabledReason, slow).toBe('failing');
    expect(await disabledEvents(id)).toHaveLength(1);
  });

  it('when too much waits for it; and of what was sent only so much is kept', async () => {
    pace(api).delays = [60_000];
    receiver.answer = ({ path }, response) => void response.writeHead(path === '/full' ? 500 : 200).end();
    const full = await client.make({ url: receiver.url('/full') });
    const fine = await client.make({ url: receiver.url('/fine'), events: ['call.*'] });
    await append(database, ...aCallsEvents(8));
    await receiver.until(() => receiver.at('/fine').length === 10);
    await expect.poll(async () => (await client.read(fine.id)).status.pending, slow).toBe(0);
    Object.assign(pace(api), { mostPending: 5, kept: { days: 7, perWebhook: 4 } });
    await api.app.get(WebhookRetentionJob, { strict: false }).tidy();
    expect((await client.read(full.id)).status).toMatchObject({ disabledReason: 'backlog', pending: 0 });
    const kept = await client.deliveries(fine.id);
    expect(kept).toHaveLength(4);
    expect(kept[0]?.eventType).toBe('call.ended');
    pace(api).kept = { days: 0, perWebhook: 1000 };
    await api.app.get(WebhookRetentionJob, { strict: false }).tidy();
    expect(await client.deliveries(fine.id)).toEqual([]);
    Object.assign(pace(api), { mostPending: 100_000, kept: { days: 7, perWebhook: 10_000 } });
    pace(api).delays = [30, 30, 30, 30, 30, 30];
  });
});

describe('a webhook reaches no private address', () => {
  const testOf = async (url: string) => {
    const { id } = await client.make({ url });
    return (await client.post(`/webhooks/${id}/test`).expect(200)).body;
  };
  const names = (addresses: Record<string, string[]>) => {
    const resolver = api.app.get(Resolver);
    resolver.resolve = async (name) =>
      (addresses[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    return resolver;
  };

  it('by a name: the address counts that the connection is made to', async () => {
    names({
      'metadata.example': ['169.254.169.254'],
      'six.example': ['::ffff:127.0.0.1'],
      'mixed.example': ['10.0.0.1', host],
    });
    for (const url of ['https://metadata.example/', 'https://six.example/', 'http://metadata.example/']) {
      const { status, attempts } = await testOf(url);
      expect([status, attempts[0].error]).toEqual(['failed', expect.stringMatching(/private or reserved address/)]);
    }
    // Of several addresses those are used that may be.
    expect(await testOf(`http://mixed.example:${receiver.port}/`)).toMatchObject({ status: 'delivered' });
  });

  it('by a name that answers differently the second time (DNS rebinding)', async () => {
    let asked = 0;
    const addresses = ['8.8.8.8', '127.0.0.1'];
    const resolver = api.app.get(Resolver);
    resolver.resolve = async () => [{ address: addresses[Math.min(asked++, 1)] ?? '', family: 4 }];
    const first = await testOf('https://rebind.example:9999/');
    expect(asked).toBe(1);
    expect(first.status).toBe('failed');
    const second = await testOf('https://rebind.example:9999/');
    expect(second.attempts[0].error).toMatch(/private or reserved address 127\.0\.0\.1/);
  });

  it('by a redirect, which is not followed', async () => {
    const inside = await new WebhookReceiver().open();
    receiver.answer = (_received, response) => void response.writeHead(307, { location: inside.url() }).end();
    const { attempts } = await testOf(receiver.url());
    expect(attempts[0]).toMatchObject({ status: 307, error: expect.stringMatching(/Redirects are not followed/) });
    expect(inside.received).toEqual([]);
    inside.close();
  });

  it('unless it is allowed (control)', async () => {
    names({ 'crm.example': [host] });
    expect(await testOf(`http://crm.example:${receiver.port}/`)).toMatchObject({ status: 'delivered' });
  });
});
