/**
 * A call from the carrier, and a web server that has a webhook for it: every event of the call arrives there as in the
 * live stream, once, in order, with a signature that the library of Standard Webhooks accepts.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LiveEvent, WebhookWithSecret } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { anOffice, followCall, type LabStack, type LiveClient, labStack, type Office } from '@trunkline/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let office: Office;
let live: LiveClient;
let server: Server;
const received: { headers: Record<string, string>; body: string }[] = [];

beforeAll(async () => {
  lab = await labStack({ slot: 185 });
  office = await anOffice(lab);
  live = await lab.live();
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, lab.slot.peer(9), resolve));
});

afterAll(async () => {
  server?.close();
  live?.close();
  await lab?.stop();
});

it('given a webhook for calls, when a call is made, then each of its events arrives once, in order and signed', async () => {
  const url = `http://${lab.slot.peer(9)}:${(server.address() as AddressInfo).port}/hooks`;
  const { secret } = await lab.api.post<WebhookWithSecret>('/webhooks', { url, events: ['call.*'] });
  const phone = await office.adasPhone.answer({ by: 'callee' }, { ringMs: 200, pauseMs: 500 });
  await lab.carrier.callIn({ number: office.number.number });
  expect(await phone.done).toMatchObject({ successful: 1, failed: 0 });
  const call = await followCall(lab, live, ({ from }) => from.number === '+15550109999');
  const shown = live.callEvents(call.id).map(({ event }) => event);
  await waitFor('the webhook to get them all', async () => received.length >= shown.length, {
    timeoutMs: 10_000,
    everyMs: 50,
  });
  const verified = received.map(({ body, headers }) => new Webhook(secret ?? '').verify(body, headers) as LiveEvent);
  expect(verified).toEqual(shown);
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(shown.map(({ id }) => id));
  expect(shown.map(({ type }) => type)).toEqual([
    'call.started',
    ...shown.slice(1, -1).map(() => 'call.updated'),
    'call.ended',
  ]);
});
