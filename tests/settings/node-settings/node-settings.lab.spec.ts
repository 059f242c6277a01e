/**
 * The settings of the node, seen by those who call it. A public address is told to who is outside the local networks
 * and to nobody else, at once and without a restart; ports of media change for the next call while one goes on; another
 * port of SIP is staged, says how many calls a restart would cut, and is live after the restart, which waits for them
 * when it is told to. Who calls may be looked up by name, which never holds a call for long.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Settings, SettingsPatch } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  anOutboundRoute,
  calleeScenario,
  callerScenario,
  create,
  killPart,
  type LabStack,
  labStack,
  type Office,
  type SippProcess,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const publicAddress = '203.0.113.7';
let lab: LabStack;
let office: Office;
/** The phone that answers. */
let ada: SippProcess;
let inside: string;
let outside: string;
let sipPort = 5060;

beforeAll(async () => {
  lab = await labStack({ slot: 150 });
  office = await anOffice(lab);
  inside = lab.slot.peer(5);
  outside = lab.slot.peer(6);
  const called = async (name: string, address: string, match: string) => {
    const { id } = await anIpTrunk(lab, address, { name });
    const patterns = [{ match, strip: 0, prepend: '' }];
    await create(lab, '/outbound-routes', anOutboundRoute({ name, patterns, trunkIds: [id] }));
  };
  await Promise.all([called('Inside', inside, '+1700X.'), called('Outside', outside, '+1701X.')]);
  ada = await office.adasPhone.answer({ by: 'caller' }, { stopAfterOne: false, timeoutMs: 110_000 });
});

afterAll(async () => {
  await ada?.kill();
  await lab?.stop();
});

const settings = () => lab.api.get<Settings>('/settings');

async function change(fields: SettingsPatch): Promise<Settings> {
  const answer = await lab.api.send('PATCH', '/settings?wait=applied', fields);
  expect([answer.status, answer.headers.get('Trunkline-Revision-Status')]).toEqual([200, 'applied']);
  return (await answer.json()) as Settings;
}

/** Where the PBX says in a message that it is. */
const told = (text: string) => ({
  contact: /^Contact: <sip:(?:[^>@]+@)?([^>:]+)/im.exec(text)?.[1],
  media: /^c=IN IP4 (\S+)/m.exec(text)?.[1],
});

/** A call to Ada that lasts `pauseMs`, once it is answered, and what the caller was told. */
async function call(from: string, pauseMs = 100, user = 'caller') {
  const sipp: SippProcess = await startSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }),
    local: { address: from },
    remote: { address: lab.slot.pbx, port: sipPort },
    service: office.number.number,
    keys: { user, from: '', rtp_port: '6000' },
    pauseMs,
    timeoutMs: 30_000,
  });
  const text = await waitFor(
    'the call to be answered',
    () => sipp.messages().find(({ status, cseqMethod }) => status === 200 && cseqMethod === 'INVITE')?.text,
    { timeoutMs: 10_000, everyMs: 20 },
  );
  return {
    ...told(text),
    port: Number(/^m=audio (\d+)/m.exec(text)?.[1]),
    done: async () => expect(await sipp.done).toMatchObject({ successful: 1, failed: 0 }),
    sipp,
  };
}

async function toldTo(from: string) {
  const { contact, media, done } = await call(from);
  await done();
  return { contact, media };
}

/** What the INVITE of a call out tells the trunk at `address`. */
async function toldToCalled(address: string, number: string) {
  const sipp = await startSipp({
    scenario: calleeScenario({ by: 'refusal', status: '486 Busy Here' }, { ringMs: 0 }),
    local: { address },
    keys: { user: 'called', rtp_port: '6000' },
    timeoutMs: 20_000,
  });
  const caller = await office.bensPhone.call(number, { by: 'refusal', status: 486 });
  expect(await caller.done).toMatchObject({ successful: 1, failed: 0 });
  const { messages } = await sipp.done;
  return told(messages.find(({ method }) => method === 'INVITE')?.text ?? '');
}

it('tells the public address to who is outside, and its own to who is inside', async () => {
  const own = { contact: lab.slot.pbx, media: lab.slot.pbx };
  expect(await toldTo(outside)).toEqual(own);
  await change({ publicAddress, localNetworks: [`${inside}/32`, `${lab.slot.peer(0)}/32`] });
  expect(await toldTo(outside)).toEqual({ contact: publicAddress, media: publicAddress });
  expect(await toldTo(inside)).toEqual(own);
  expect(await toldToCalled(outside, '+17010001')).toEqual({ contact: publicAddress, media: publicAddress });
  expect(await toldToCalled(inside, '+17000001')).toEqual(own);
  // The carrier is outside too: it has the new contact long before the registration would be renewed.
  await waitFor(
    'the carrier to have the public address',
    async () => (await lab.carrier.asterisk.command('pjsip show contacts')).includes(publicAddress),
    { timeoutMs: 5000, everyMs: 100 },
  );
  await change({ localNetworks: [] });
  expect(await toldTo(inside)).toEqual({ contact: publicAddress, media: publicAddress });
  await change({ publicAddress: null });
  expect(await toldTo(outside)).toEqual(own);
});

it('changes the ports of media for the next call, and leaves the one that goes on', async () => {
  const running = await call(outside, 4000);
  expect(running.port).toBeLessThan(20_000);
  await change({ rtpPortStart: 30_000, rtpPortEnd: 30_099 });
  const next = await call(inside);
  expect(next.port).toBeGreaterThanOrEqual(30_000);
  expect(next.port).toBeLessThanOrEqual(30_099);
  await next.done();
  expect(running.sipp.messages().filter(({ method }) => method === 'BYE')).toEqual([]);
  await running.done();
  await change({ rtpPortStart: null, rtpPortEnd: null });
  expect((await call(inside)).port).toBeLessThan(20_000);
});

const restart = (method: string, when?: string) =>
  lab.api.send(method, '/system/restart', when === undefined ? undefined : { when });

async function restarted(): Promise<void> {
  await waitFor(
    'the restart to be over',
    async () => {
      const { restart: left, restartRequired } = await settings();
      return left === null && restartRequired.length === 0;
    },
    { timeoutMs: 20_000, everyMs: 100 },
  );
  await lab.ready();
  await waitFor(
    "Ada's phone to be reachable",
    async () => (await lab.asteriskCommand('pjsip show contacts')).includes('Avail'),
    { timeoutMs: 10_000, everyMs: 100 },
  );
}

it('asks for the name of who calls, for half a second at most, and takes no more than a name', async () => {
  const asked: string[] = [];
  const answers: Record<string, (response: ServerResponse) => void> = {
    '1': (response) => response.end(`Jürgen "Jay" <O'Neil>\r\nX: 1, \${SHELL(id)}\\`),
    '2': (response) => response.writeHead(404).end('Nobody'),
    // Never answered.
    '3': () => undefined,
    '4': (response) => response.writeHead(302, { location: '/1' }).end('Elsewhere'),
    '5': (response) => response.end('x'.repeat(5_000)),
  };
  const directory = createServer((request, response) => {
    asked.push(request.url ?? '');
    answers[request.url?.slice(-1) ?? '']?.(response);
  });
  directory.listen(0, inside);
  await once(directory, 'listening');
  const { port } = directory.address() as AddressInfo;
  await change({ callerNameUrl: `http://${inside}:${port}/names?q={number}` });
  /** The name that the phone was shown, and how long the caller waited for it to ring. */
  const shown = async (from: string) => {
    const before = ada.messages().length;
    const { sipp, done } = await call(outside, 100, from);
    await done();
    const { messages } = await sipp.done;
    const invite = ada
      .messages()
      .slice(before)
      .find(({ method, sent }) => method === 'INVITE' && !sent);
    const [sent, rang] = [
      messages.find(({ method }) => method === 'INVITE'),
      messages.find(({ status }) => status === 180),
    ];
    return {
      // The trace is read byte by byte.
      name: Buffer.from(/^From: "?(.*?)"? ?</m.exec(invite?.text ?? '')?.[1] ?? '', 'latin1').toString(),
      waited: (rang?.at ?? 0) - (sent?.at ?? 0),
    };
  };
  expect((await shown('+49301')).name).toBe(`Jürgen Jay O'NeilX: 1, \${SHELL(id)}`);
  expect(asked).toEqual(['/names?q=49301']);
  for (const digit of ['2', '4']) expect((await shown(`4930${digit}`)).name).toBe('');
  const silent = await shown('49303');
  expect(silent.name).toBe('');
  expect(silent.waited).toBeGreaterThanOrEqual(450);
  expect(silent.waited).toBeLessThan(1000);
  expect((await shown('49305')).name).toBe('x'.repeat(60));
  expect((await shown('anonymous')).name).toBe('');
  expect(asked).toHaveLength(5);
  directory.closeAllConnections();
  directory.close();
  // Nobody is there: no name, and no call is lost.
  expect((await shown('49301')).name).toBe('');
  await change({ callerNameUrl: null });
});

it('stages another port of SIP, and takes it when no call is left', async () => {
  const pid = lab.parts.asterisk.pid;
  const taken = createSocket('udp4').bind(5071, lab.slot.pbx);
  await once(taken, 'listening');
  await change({ sipPort: 5071 });
  const refused = await restart('POST', 'now');
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain(`Port 5071 of ${lab.slot.pbx} is taken by another program.`);
  taken.close();

  const staged = await change({ sipPort: 5070 });
  expect(staged.restartRequired).toEqual([{ field: 'sipPort', running: 5060, wanted: 5070 }]);
  const running = await call(outside, 4000);
  await waitFor('the call to be counted', async () => (await settings()).callsCutByRestart === 1, { timeoutMs: 5000 });
  expect((await restart('POST', 'idle')).status).toBe(202);
  expect((await settings()).restart).toMatchObject({ when: 'idle', status: 'waiting' });
  expect((await restart('DELETE')).status).toBe(204);
  expect((await settings()).restart).toBeNull();
  expect((await restart('POST', 'idle')).status).toBe(202);
  await (await call(inside)).done();
  expect((await settings()).restart).toMatchObject({ status: 'waiting' });
  // The next agent goes on with it.
  await killPart(lab.parts.agent);
  await lab.parts.agent.start();
  await running.done();
  await restarted();
  sipPort = 5070;
  expect((await settings()).restartRequired).toEqual([]);
  await (await call(outside)).done();
  expect(lab.parts.asterisk.pid).toBe(pid);
});

it('restarts at once when told to, and cuts the call', async () => {
  await change({ sipPort: null });
  const running = await call(outside, 20_000);
  expect((await restart('POST', 'now')).status).toBe(202);
  await restarted();
  await running.sipp.kill();
  sipPort = 5060;
  await (await call(outside)).done();
  await waitFor('no call to be shown', async () => (await settings()).callsCutByRestart === 0, { timeoutMs: 10_000 });
});
