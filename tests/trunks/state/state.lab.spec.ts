/**
 * A trunk says in words why it cannot be used, and says so soon: a wrong password, a carrier that is stopped, a host
 * that does not resolve, an account that is barred. What is put right works without a restart. A change of one trunk
 * while calls run costs no call, and no other trunk registers because of it.
 */
import type { Trunk, TrunkState } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  anOffice,
  aTrunk,
  create,
  InboundLoad,
  type LabStack,
  type LiveClient,
  labStack,
  type SippProcess,
  scenario,
  startSipp,
} from '@trunkline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

let lab: LabStack;
let live: LiveClient;

beforeAll(async () => {
  lab = await labStack({ slot: 130 });
});

beforeEach(async () => {
  live = await lab.live();
});

afterEach(() => live.close());

afterAll(async () => {
  await lab?.stop();
});

/** The next state that fits, within `ms`; what the API reads then is the same. */
async function told(trunk: Trunk, ms: number, status: TrunkState['status'], from = 0): Promise<TrunkState> {
  const state = await live.until(
    () =>
      live.events.slice(from).flatMap(({ event }) => {
        const fits = event.type === 'trunk.state' && event.data.trunkId === trunk.id && event.data.status === status;
        return fits ? [event.data] : [];
      })[0],
    ms,
    `${trunk.name} to be ${status}`,
  );
  const read = await lab.api.get<Trunk>(`/trunks/${trunk.id}`);
  expect(read.state).toMatchObject({ status, reason: state.reason, code: state.code });
  return state;
}

const registrar = (address: string, answer: readonly string[]): Promise<SippProcess> =>
  startSipp({
    scenario: scenario('registrar', [
      '  <recv request="REGISTER"/>',
      `  <send><![CDATA[\n${answer.map((line) => `      ${line}`).join('\n')}\n\n    ]]></send>`,
    ]),
    local: { address },
    trace: true,
    calls: 10_000,
    timeoutMs: 110_000,
  });
const common = ['[last_Via:]', '[last_From:]', '[last_To:];tag=[call_number]', '[last_Call-ID:]', '[last_CSeq:]'];
const registersSeen = (sipp: SippProcess) => sipp.messages().filter(({ method }) => method === 'REGISTER').length;

it('a wrong password is named within 10 s; put right, the trunk is registered within 5 s', async () => {
  const { username, password } = lab.carrierAccount;
  const body = aTrunk({ name: 'Wrong', host: lab.slot.carrier, username, password: 'not-the-password' });
  const trunk = await create<Trunk>(lab, '/trunks', body);
  const refused = await told(trunk, 10_000, 'rejected');
  expect(refused).toMatchObject({ code: 'credentials_refused', sipCode: 401 });
  expect(refused.reason).toMatch(/does not accept the user name or the password/);
  expect(refused.advice).toMatch(/Check user name and password/);
  expect(Date.parse(refused.nextRetryAt ?? '')).toBeGreaterThan(Date.now() - 1000);

  await lab.api.patch(`/trunks/${trunk.id}`, { password });
  const right = await told(trunk, 5000, 'registered');
  expect(right).toMatchObject({ code: null, reason: null, advice: null, sipCode: null, nextRetryAt: null });

  const whileUp = live.events.length;
  await lab.parts.carrier.stop();
  const silent = await told(trunk, 20_000, 'unreachable', whileUp);
  expect(silent.code).toBe('connection_refused');
  expect(silent.reason).toContain(`${lab.slot.carrier}:5060 refuses the connection.`);
  const whileDown = live.events.length;
  await lab.parts.carrier.start();
  await told(trunk, 20_000, 'registered', whileDown);
  await lab.api.delete(`/trunks/${trunk.id}`);
});

it('a host that does not resolve is named', async () => {
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ name: 'No such host', host: 'sip.carrier.invalid' }));
  const state = await told(trunk, 20_000, 'unreachable');
  expect(state).toMatchObject({ code: 'name_not_resolved', sipCode: null });
  expect(state.reason).toContain('sip.carrier.invalid:5060 does not resolve');
  await lab.api.delete(`/trunks/${trunk.id}`);
});

it('an account that is barred is told with the code and the words of the carrier', async () => {
  const warning = 'Warning: 399 carrier "Unpaid bill"';
  const sipp = await registrar(lab.slot.peer(22), ['SIP/2.0 403 Forbidden', ...common, warning, 'Content-Length: 0']);
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ name: 'Barred', host: lab.slot.peer(22) }));
  const state = await told(trunk, 10_000, 'rejected');
  expect(state).toMatchObject({ code: 'forbidden', sipCode: 403 });
  expect(state.reason).toMatch(/refuses this account \(403 Forbidden\)\. It says: “Unpaid bill”\./);
  await lab.api.delete(`/trunks/${trunk.id}`);
  await sipp.kill();
});

it('a change of one trunk under 20 calls/s costs no call, and no other trunk registers', async () => {
  const office = await anOffice(lab);
  const load = await InboundLoad.prepare(lab, office);
  const expires = ['[last_Contact:];expires=3600', 'Expires: 3600', 'Content-Length: 0'];
  const sipp = await registrar(lab.slot.peer(23), ['SIP/2.0 200 OK', ...common, ...expires]);
  const other = await create<Trunk>(lab, '/trunks', aTrunk({ name: 'Other', host: lab.slot.peer(23) }));
  await waitFor('the other trunk to register', () => registersSeen(sipp) > 0, { timeoutMs: 10_000, everyMs: 50 });
  await waitFor(
    'its phone',
    async () => (await lab.api.get<Trunk>(`/trunks/${office.trunk.id}`)).state.status === 'registered',
    { timeoutMs: 15_000, everyMs: 100 },
  );
  const before = registersSeen(sipp);

  const run = await load.start({ callsPerSecond: 20, seconds: 7 });
  for (const name of ['First', 'Second', 'Third']) {
    const codecs = name === 'Second' ? ['alaw'] : ['ulaw', 'alaw'];
    const answer = await lab.api.send('PATCH', `/trunks/${office.trunk.id}?wait=applied`, { name, codecs });
    expect(answer.headers.get('Trunkline-Revision-Status')).toBe('applied');
  }
  const { carrier } = await run.done;
  expect(carrier).toMatchObject({ successful: run.calls, failed: 0 });
  expect(registersSeen(sipp)).toBe(before);

  // Control: what changes the other trunk's registration is seen.
  await lab.api.patch(`/trunks/${other.id}`, { username: 'somebody-else' });
  await waitFor('a REGISTER', () => registersSeen(sipp) > before, { timeoutMs: 10_000, everyMs: 50 });
  await sipp.kill();
});
