/**
 * A trunk without a port: where calls go is in the SRV records of its host, looked up for each call. One that answers 503 is followed
 * by the next within the call, one that is dead is named in the state. Without SRV records it is the address of the host, at
 * port 5060. Runs in a network of its own, whose name server belongs to the test.
 */
import type { CallRecord, Trunk, TrunkState, TrunkTest } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  anIpTrunk,
  anOffice,
  aTrunk,
  calleeScenario,
  create,
  hasOwnNetwork,
  inOwnNetwork,
  type LabStack,
  labStack,
  NameServer,
  type Office,
  proving,
  recordsOf,
  type SippProcess,
  startSipp,
  whyNoOwnNetwork,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const nameServer = '127.0.0.53';

if (hasOwnNetwork) describe('a trunk by SRV', inside);
else outside(whyNoOwnNetwork());

function outside(impossible: string | null): void {
  it.skipIf(impossible !== null)(
    `a trunk by SRV, in a network of its own${impossible === null ? '' : ` (${impossible})`}`,
    async () => {
      console.log((await inOwnNetwork(import.meta.filename, { nameServer })).match(/Tests .*/)?.[0]);
    },
    240_000,
  );
}

function inside(): void {
  let lab: LabStack;
  let names: NameServer;
  let office: Office;
  let trunk: Trunk;
  let good: SippProcess;
  let failing: SippProcess;
  const peers = { good: 20, failing: 21, dead: 29 } as const;
  const host = 'sip.example.test';

  beforeAll(async () => {
    names = await NameServer.open(nameServer);
    lab = await labStack({ slot: 204 });
    office = await anOffice(lab);
    good = await aServer(peers.good, { by: 'caller' });
    failing = await aServer(peers.failing, { by: 'refusal', status: '503 Service Unavailable' });
    inOrder('good', 'failing');
    trunk = await anIpTrunk(lab, host, {
      name: 'By name',
      port: null,
      breaker: { enabled: false, openAfterFailures: 5 },
    });
    const route = { trunkIds: [trunk.id], patterns: [{ match: '+1777X.' }] };
    await lab.api.send('PATCH', `/outbound-routes/${office.route.id}?wait=applied`, route);
  });

  afterAll(async () => {
    for (const server of [good, failing]) await server?.kill();
    await lab?.stop();
    names?.close();
  });

  function aServer(peer: number, ending: Parameters<typeof calleeScenario>[0]): Promise<SippProcess> {
    return startSipp({
      scenario: calleeScenario(ending, { ringMs: 0, stopAfterOne: false }),
      local: { address: lab.slot.peer(peer) },
      keys: { user: 'server', from: '', rtp_port: '6000' },
      trace: true,
      timeoutMs: 300_000,
    });
  }

  /** From now on the host is served by these, the first before the second. */
  function inOrder(...servers: (keyof typeof peers)[]): void {
    names.zone = {
      a: Object.fromEntries(servers.map((server) => [`${server}.example.test`, lab.slot.peer(peers[server])])),
      srv: {
        [`_sip._udp.${host}`]: servers.map((server, priority) => {
          return { priority, weight: 1, port: 5060, target: `${server}.example.test` };
        }),
      },
    };
  }

  const invitesAt = (server: SippProcess) => server.messages().filter(({ method }) => method === 'INVITE').length;

  let calls = 0;

  /** Ada calls over the trunk: how many INVITEs each server got for it, the record, and how long it took until an answer. */
  async function call(ending: 'answered' | 503) {
    calls += 1;
    const number = `+17770000${String(calls).padStart(3, '0')}`;
    const before = [invitesAt(good), invitesAt(failing)] as const;
    const { done } = await office.adasPhone.call(
      number,
      ending === 'answered' ? { by: 'caller' } : { by: 'refusal', status: ending },
      { pauseMs: 50, timeoutMs: 60_000 },
    );
    const sip = await done;
    expect(sip, sip.errors).toMatchObject({ successful: 1, failed: 0 });
    const [record] = (await recordsOf(lab, 1, ({ to }) => to === number)) as [CallRecord];
    return { record, invites: { good: invitesAt(good) - before[0], failing: invitesAt(failing) - before[1] } };
  }

  /** Asks the carrier by OPTIONS now, and waits until the state is so. */
  async function told(expected: Partial<TrunkState>): Promise<TrunkState> {
    await lab.asteriskCommand(`pjsip qualify ${trunk.ref}`);
    return waitFor(
      `the trunk to be ${expected.status} (${expected.code})`,
      async () => {
        const { state } = await lab.api.get<Trunk>(`/trunks/${trunk.id}`);
        return state.status === expected.status && state.code === expected.code ? state : undefined;
      },
      { timeoutMs: 30_000, everyMs: 100 },
    );
  }

  it('goes to the server of the lowest priority, by the transport of the trunk', async () => {
    await told({ status: 'reachable', code: null });
    names.asked.splice(0);
    const { record, invites } = await call('answered');
    expect(invites).toEqual({ good: 1, failing: 0 });
    expect(record).toMatchObject({ disposition: 'answered', trunkId: trunk.id });
    // A question may be asked twice, by the OPTIONS of the trunk beside the call, or again.
    const asked = new Set(names.asked.filter((question) => question.startsWith('SRV')));
    expect(asked).toEqual(new Set([`SRV _sip._udp.${host}`]));
  });

  it('knows calls from each of its servers', async () => {
    const identifies = await lab.asteriskCommand('pjsip show identifies');
    for (const peer of [peers.good, peers.failing]) expect(identifies).toContain(`${lab.slot.peer(peer)}/32`);
  });

  it('is tested as it is called', async () => {
    const { id } = await lab.api.post<TrunkTest>(`/trunks/${trunk.id}/tests`, {});
    const test = await waitFor(
      'the end of the test',
      async () => {
        const test = await lab.api.get<TrunkTest>(`/trunks/${trunk.id}/tests/${id}`);
        return test.endedAt === null ? undefined : test;
      },
      { timeoutMs: 15_000, everyMs: 100 },
    );
    expect(test.findings).toMatchObject([{ check: 'options', verdict: 'passed', text: `${host} answers OPTIONS.` }]);
  });

  it('records that changed count for the next call, and a 503 leads on to the next server within the call', async () => {
    inOrder('failing', 'good');
    const { record, invites } = await call('answered');
    expect(invites).toEqual({ good: 1, failing: 1 });
    expect(record.attempts).toHaveLength(1);
    expect(record.attempts).toMatchObject([{ trunkId: trunk.id, gateway: null }]);
  });

  it('a first server that is dead is named in the state, and no call waits for it', async () => {
    inOrder('dead', 'good');
    const state = await told({ status: 'unreachable', code: 'connection_refused' });
    expect(state.reason).toBe(`${host} (SRV: dead.example.test:5060) refuses the connection.`);
    expect((await call(503)).invites).toEqual({ good: 0, failing: 0 });
  });

  it('without SRV records it is the address of the host, at port 5060', async () => {
    names.zone = { a: { [host]: lab.slot.peer(peers.good) } };
    // OPTIONS that are still on their way to the dead server take the trunk away once more when they are given up.
    const { invites } = await waitFor(
      'a call that is answered',
      async () => {
        await told({ status: 'reachable', code: null });
        return call('answered');
      },
      { timeoutMs: 20_000, everyMs: 100 },
    );
    expect(invites).toEqual({ good: 1, failing: 0 });
  });

  it('a host that does not resolve is told', async () => {
    names.zone = {};
    const state = await told({ status: 'unreachable', code: 'name_not_resolved' });
    expect(state.reason).toBe(`The host name of ${host}:5060 does not resolve.`);
  });

  it('registers by SRV, over TCP with the next server at once when the first one refuses', async () => {
    names.zone = {
      a: { 'dead.carrier.test': lab.slot.peer(peers.dead), 'live.carrier.test': lab.slot.carrier },
      srv: {
        '_sip._tcp.carrier.test': ['dead', 'live'].map((server, priority) => {
          return { priority, weight: 1, port: 5060, target: `${server}.carrier.test` };
        }),
      },
    };
    const { username, password } = lab.carrierAccount;
    const body = aTrunk({ name: 'Registers', host: 'carrier.test', port: null, transport: 'tcp', username, password });
    const { id } = await create<Trunk>(lab, '/trunks', body);
    await waitFor(
      'the registration',
      async () => (await lab.api.get<Trunk>(`/trunks/${id}`)).state.status === 'registered',
      { timeoutMs: 10_000, everyMs: 100 },
    );
  });

  // It lasts as long, so `npm run prove` alone does it.
  if (proving) {
    it('without OPTIONS a call waits 32 s for a server that is dead, and then goes to the next', async () => {
      inOrder('dead', 'good');
      await lab.api.send('PATCH', `/trunks/${trunk.id}?wait=applied`, { optionsInterval: 0 });
      expect((await call('answered')).invites).toEqual({ good: 1, failing: 0 });
    });
  }
}
