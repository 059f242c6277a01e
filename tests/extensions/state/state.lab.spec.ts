/**
 * An extension says which phones it has and why one cannot register: a phone registers and is seen with its address and
 * round trip; one with a wrong secret, and one that uses the number for the user name, are named with what to check.
 * What changed is in the history, newest first. And trunks say why by the codes that a carrier may answer.
 */
import type {
  Extension,
  ExtensionState,
  ExtensionStateChange,
  ExtensionWithSecret,
  Page,
  Trunk,
} from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import {
  anExtension,
  aTrunk,
  create,
  type LabStack,
  labStack,
  SippPhone,
  scenario,
  startSipp,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let lab: LabStack;
let ada: ExtensionWithSecret;

beforeAll(async () => {
  lab = await labStack({ slot: 170 });
  ada = await create<ExtensionWithSecret>(lab, '/extensions', anExtension());
});

afterAll(async () => {
  await lab?.stop();
});

const phone = (peer: number, change: { username?: string; secret?: string } = {}) =>
  new SippPhone({
    address: lab.slot.peer(peer),
    pbx: { address: lab.slot.pbx, port: ports.sip },
    username: ada.sipUsername,
    secret: ada.secret,
    ...change,
  });

/** The state of the extension once it is as `fits` says. */
async function stateOf(what: string, fits: (state: ExtensionState) => boolean): Promise<ExtensionState> {
  const read = async () => (await lab.api.get<Extension>(`/extensions/${ada.id}`)).state;
  await waitFor(what, async () => fits(await read()), { timeoutMs: 20_000, everyMs: 100 });
  return read();
}

it('a phone without the right secret is named, so is one that uses the number; one that is right has its round trip', async () => {
  await stateOf('no phone', ({ code }) => code === 'not_registered');
  await expect(phone(1, { secret: 'wrong' }).register()).rejects.toThrow();
  const wrong = await stateOf('a wrong secret', ({ code }) => code === 'wrong_secret');
  expect(wrong).toMatchObject({ status: 'offline', sipCode: 401, refused: { code: 'wrong_secret' } });
  expect(wrong.reason).toMatch(/does not have the right secret/);
  expect(wrong.advice).toMatch(/Enter the secret/);

  const answering = await phone(1).answer({ by: 'caller' }, { timeoutMs: 60_000 });
  // Asterisk's view of the endpoint and the SIP trace of the OPTIONS arrive by two ways, in either order.
  const online = await stateOf(
    'a phone that answers',
    ({ status, contacts }) => status === 'online' && contacts[0]?.reachable === true,
  );
  expect(online).toMatchObject({ code: null, refused: null });
  const address = `${lab.slot.peer(1)}:${ports.sip}`;
  expect(online.contacts).toMatchObject([{ address, reachable: true, roundTripMs: expect.any(Number) }]);

  await expect(phone(2, { username: ada.number }).register()).rejects.toThrow();
  const misled = await stateOf('a number for a user name', ({ refused }) => refused?.code === 'wrong_user_name');
  expect([misled.status, misled.refused?.reason]).toEqual(['online', expect.stringContaining('registers as 1001')]);
  await answering.kill();

  const path = `/extensions/${ada.id}/state-history`;
  const { items } = await lab.api.get<Page<ExtensionStateChange>>(`${path}?limit=100`);
  const turns = items.map(({ status, code }) => `${status} ${code}`);
  expect(turns.indexOf('online null')).toBeLessThan(turns.indexOf('offline wrong_secret'));
  expect(turns.indexOf('offline wrong_secret')).toBeLessThan(turns.indexOf('offline not_registered'));
  expect(turns.length).toBeLessThan(8);
  const first = await lab.api.get<Page<ExtensionStateChange>>(`${path}?limit=1`);
  const rest = await lab.api.get<Page<ExtensionStateChange>>(`${path}?limit=100&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items]).toEqual(items);
});

it('a phone that was found silent and registers anew is not left aside for a minute', async () => {
  const reachable = (expected: boolean) => (state: ExtensionState) => state.contacts[0]?.reachable === expected;
  const first = await phone(1).answer({ by: 'caller' }, { timeoutMs: 60_000 });
  await stateOf('a phone that answers', reachable(true));
  await first.kill();
  await lab.asteriskCommand(`pjsip qualify ${ada.sipUsername}`);
  await stateOf('a phone that is silent', reachable(false));
  const again = await phone(1).answer({ by: 'caller' }, { timeoutMs: 60_000 });
  await stateOf('a phone that answers again', (state) => state.status === 'online' && reachable(true)(state));
  await again.kill();
});

it('trunks say why by the code of the carrier: 404, 407, 503 with Retry-After, and silence', async () => {
  const common = ['[last_Via:]', '[last_From:]', '[last_To:];tag=[call_number]', '[last_Call-ID:]', '[last_CSeq:]'];
  const cases = [
    { peer: 20, code: 'account_unknown', says: /\(404 Not Found\)/, answer: ['SIP/2.0 404 Not Found'] },
    {
      ...{ peer: 21, code: 'credentials_refused', says: /for “proxy” \(407 Proxy/ },
      answer: [
        'SIP/2.0 407 Proxy Authentication Required',
        'Proxy-Authenticate: Digest realm="proxy", nonce="[call_number]"',
      ],
    },
    { peer: 22, code: 'carrier_failure', says: /wait 90 s\.$/, answer: ['SIP/2.0 503 Busy', 'Retry-After: 90'] },
    { peer: 23, code: 'no_answer', says: /does not answer/, answer: [] },
  ];
  const registrars = await Promise.all(
    cases.map(({ peer, answer: [status, ...headers] }) =>
      startSipp({
        // A registration keeps its Call-ID, so an attempt with credentials and a later one are of the same call.
        scenario: scenario('registrar', [
          '  <label id="1"/>',
          '  <recv request="REGISTER"/>',
          ...(status === undefined
            ? ['  <pause milliseconds="60000"/>']
            : [
                `  <send next="1"><![CDATA[\n${[status, ...common, ...headers, 'Content-Length: 0'].join('\n')}\n\n    ]]></send>`,
              ]),
        ]),
        local: { address: lab.slot.peer(peer) },
        calls: 10_000,
        timeoutMs: 100_000,
      }),
    ),
  );
  for (const { peer, code, says } of cases) {
    const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ name: `Carrier ${peer}`, host: lab.slot.peer(peer) }));
    const read = async () => (await lab.api.get<Trunk>(`/trunks/${trunk.id}`)).state;
    await waitFor(code, async () => (await read()).code === code, { timeoutMs: 15_000, everyMs: 100 });
    expect((await read()).reason).toMatch(says);
    const { items } = await lab.api.get<Page<{ code: string }>>(`/trunks/${trunk.id}/state-history`);
    expect(items[0]?.code).toBe(code);
  }
  for (const sipp of registrars) await sipp.kill();
});
