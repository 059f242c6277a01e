import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullControlSocket } from '@trunkline/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AsteriskError, AsteriskUnavailable } from '../errors.js';
import { AsteriskControl } from './asterisk-control.js';

let dir: string;
let server: Server | undefined;
let asked: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tl-control-'));
  asked = [];
});

afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(dir, { recursive: true, force: true });
});

/** `says` is answered to a command, and then it closes. */
async function control({
  greets,
  closes,
  says,
}: {
  greets: boolean;
  closes: boolean;
  says?: string;
}): Promise<AsteriskControl> {
  const path = join(dir, 'asterisk.ctl');
  const listening = createServer({ allowHalfOpen: true }, (socket) => {
    if (greets) socket.write('host/42/22.10.1\n');
    socket.on('data', (data) => {
      asked.push(data.toString());
      if (says !== undefined) socket.end(says);
    });
    socket.on('error', () => undefined);
    if (closes) socket.on('end', () => socket.end());
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(path, resolve));
  return new AsteriskControl(path, 100);
}

it('sends each command whole, and only its own', async () => {
  const asterisk = await control({ greets: true, closes: true });
  await asterisk.restartNow();
  await asterisk.restartWhenConvenient();
  await asterisk.abortShutdown();
  expect(asked).toEqual(['core restart now\0', 'core restart when convenient\0', 'core abort shutdown\0']);
});

it('does not wait for a command that waits', async () => {
  await (await control({ greets: true, closes: false })).restartWhenConvenient();
  expect(asked).toEqual(['core restart when convenient\0']);
});

it('rejects when nobody listens, and when nobody greets', async () => {
  await expect(new AsteriskControl(join(dir, 'none')).restartNow()).rejects.toThrow('ENOENT');
  const silent = await control({ greets: false, closes: false });
  await expect(silent.restartNow()).rejects.toThrow('it does not answer');
  expect(asked).toEqual([]);
});

const reloaded = (...names: string[]) => names.map((name) => `Module '${name}' reloaded successfully.\n`).join('');
const modules = ['res_pjsip.so', 'pbx_config.so', 'indications'];

it('reloads all modules by one command', async () => {
  await (await control({ greets: true, closes: true, says: reloaded(...modules) })).reloadModules(modules);
  expect(asked).toEqual(['cli quit after module reload res_pjsip.so pbx_config.so indications\0']);
});

it('given Asterisk ends before it has reloaded all of them, or does not answer, then it says so', async () => {
  const cut = await control({ greets: true, closes: true, says: reloaded('res_pjsip.so') });
  await expect(cut.reloadModules(modules)).rejects.toThrow(AsteriskUnavailable);
  server?.close();
  const silent = await control({ greets: true, closes: false });
  await expect(silent.reloadModules(modules, 50)).rejects.toThrow(AsteriskUnavailable);
});

it('given a module refuses its file, then it has been reloaded; one that is not there has not', async () => {
  const failure = "The module 'pbx_config.so' reported a reload failure\n";
  const bad = await control({ greets: true, closes: true, says: reloaded('res_pjsip.so') + failure });
  await bad.reloadModules(['res_pjsip.so', 'pbx_config.so']);
  server?.close();
  const none = await control({ greets: true, closes: true, says: "No such module 'none.so'\n" });
  await expect(none.reloadModules(['none.so'])).rejects.toThrow('Asterisk did not reload none.so.');
});

it.each([[[]], [['x.so; core stop now']], [['res_pjsip.so', 'a b.so']]])(
  'given the modules %j, then nothing is sent',
  async (names) => {
    const asterisk = await control({ greets: true, closes: true });
    await expect(asterisk.reloadModules(names)).rejects.toThrow(AsteriskError);
    expect(asked).toEqual([]);
  },
);

const queues = `Processor                                                    Processed   In Queue  Max Depth  Low water High water
cel/engine-00000003                                               1204       1731       1731        450        500
pjsip/default-00000010                                               8          0          1        450        500

2 taskprocessors
`;

it('tells how much waits in each queue', async () => {
  expect(await (await control({ greets: true, closes: true, says: queues })).taskQueues()).toEqual([
    { name: 'cel/engine-00000003', waiting: 1731 },
    { name: 'pjsip/default-00000010', waiting: 0 },
  ]);
  expect(asked).toEqual(['cli quit after core show taskprocessors\0']);
});

it('makes Asterisk dial anew, also when it does not come back from hanging up', async () => {
  await (await control({ greets: true, closes: true, says: '' })).redialAgent();
  const both = [
    'cli quit after ari shutdown websocket session agent\0',
    'cli quit after ari start outbound-websocket agent\0',
  ];
  expect(asked).toEqual(both);
  server?.close();
  const hanging = await control({ greets: true, closes: true });
  await expect(hanging.redialAgent()).rejects.toThrow(AsteriskUnavailable);
  expect(asked).toEqual([...both, ...both]);
});

it('given Asterisk does not tell its queues, then it says so', async () => {
  const silent = await control({ greets: true, closes: false });
  await expect(silent.taskQueues()).rejects.toThrow(AsteriskUnavailable);
});

it('waits its turn when others wait for the socket, and no longer than it may', async () => {
  const path = join(dir, 'asterisk.ctl');
  const full = await fullControlSocket(path);
  try {
    await expect(new AsteriskControl(path, 100).restartNow()).rejects.toThrow('EAGAIN');
    const asked = new AsteriskControl(path, 10_000).taskQueues();
    full.opened();
    expect(await asked).toEqual([]);
  } finally {
    full.end();
  }
});

it('counts the channels', async () => {
  const says = '12 active channels\n6 active calls\n900 calls processed\n';
  expect(await (await control({ greets: true, closes: true, says })).channelCount()).toBe(12);
  server?.close();
  await expect((await control({ greets: true, closes: true, says: '' })).channelCount()).rejects.toThrow('channels');
});

const contact = '{"uri":"sip:e_a@192.0.2.7:5060;x=a : b","user_agent":"Desk: 1","expiration_time":"1795659269"}';
const database = `/registrar/contact/e_a;@712262ffc334a3965c42238e5f952876: ${contact}
/registrar/contact/e_b;@812262ffc334a3965c42238e5f952876: no JSON
2 results found.
`;

it('lists the phones that are registered', async () => {
  const asterisk = await control({ greets: true, closes: true, says: database });
  expect(await asterisk.registeredContacts()).toEqual([
    { aor: 'e_a', uri: 'sip:e_a@192.0.2.7:5060;x=a : b', userAgent: 'Desk: 1', expiresAt: 1_795_659_269_000 },
  ]);
  expect(asked).toEqual(['cli quit after database show registrar/contact\0']);
});

it('given a list without its end, then nothing is known of it', async () => {
  const cut = await control({ greets: true, closes: true, says: database.slice(0, 200) });
  await expect(cut.registeredContacts()).rejects.toThrow(AsteriskUnavailable);
});

it('lists our registrations, and knows of none when their list has no end', async () => {
  const says = ' t_abcdefghij/sip:carrier.example:5060  t_abcdefghij  Registered  (exp. 109s)\n\nObjects found: 1\n';
  const asterisk = await control({ greets: true, closes: true, says });
  expect(await asterisk.outboundRegistrations()).toEqual([{ name: 't_abcdefghij', status: 'Registered' }]);
  server?.close();
  const none = await control({ greets: true, closes: true, says: 'No objects found.\n\n' });
  expect(await none.outboundRegistrations()).toEqual([]);
  server?.close();
  const cut = await control({ greets: true, closes: true, says: says.slice(0, -20) });
  await expect(cut.outboundRegistrations()).rejects.toThrow('did not list its registrations');
});

it('lists the keys of a family', async () => {
  const says = `/tl-breaker/t_abcdefghij/                         : 5
/tl-breaker/t_abcdefghij/[2001:db8::1]:5060       : 1795659269
2 results found.
`;
  const asterisk = await control({ greets: true, closes: true, says });
  expect(await asterisk.databaseKeys('tl-breaker')).toEqual(['t_abcdefghij/', 't_abcdefghij/[2001:db8::1]:5060']);
  await expect(asterisk.databaseKeys('a b')).rejects.toThrow(AsteriskError);
});

it('given Asterisk does not know whom to ask, then it says so', async () => {
  const says = "Unable to retrieve endpoint e_a\nCommand 'pjsip qualify e_a' failed.\n";
  const asterisk = await control({ greets: true, closes: true, says });
  await expect(asterisk.qualify('e_a')).rejects.toThrow('Asterisk: Unable to retrieve endpoint e_a');
  await expect(asterisk.register('t_a; core stop now')).rejects.toThrow(AsteriskError);
  expect(asked).toEqual(['cli quit after pjsip qualify e_a\0']);
});

it('has a REGISTER sent', async () => {
  await (await control({ greets: true, closes: true, says: '' })).register('t_a');
  expect(asked).toEqual(['cli quit after pjsip send register t_a\0']);
});
