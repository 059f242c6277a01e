/**
 * All packets between Asterisk and the event relay are dropped for 60 s (8 s in the short form), without a FIN
 * or RST: neither side is told. It is noticed within 5 s, over within 10 s of the first packet that passes again, and
 * the two do not connect over and over. No call fails, and every call has one record and, waited for in the long form, one end in the stream. Before
 * that 50 calls a second pass for 5 minutes (4 s) without an alarm. The control is a client of the same Asterisk
 * that does not ask whether anybody is there: it notices nothing. Runs in a network namespace of its own.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ports, waitFor } from '@trunkline/local-runtime';
import { createDataSource, type DataSource } from '@trunkline/persistence';
import {
  anOffice,
  checkStream,
  hasOwnNetwork,
  InboundListener,
  InboundLoad,
  inOwnNetwork,
  type LabStack,
  LOAD_CALLER,
  labStack,
  liveCalls,
  PacketLoss,
  proving,
  streamWithEnds,
  whyNoOwnNetwork,
} from '@trunkline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const quiet = proving ? 300 : 4;
const away = proving ? 60 : 8;

if (hasOwnNetwork) describe('half-open sockets', inside);
else outside(whyNoOwnNetwork());

function outside(impossible: string | null): void {
  it.skipIf(impossible !== null)(
    `half-open sockets, in a network of its own${impossible === null ? '' : ` (${impossible})`}`,
    async () => {
      const printed = await inOwnNetwork(import.meta.filename);
      console.log(printed.match(/noticed after .*/)?.[0]);
    },
    (quiet + away) * 1000 + 180_000,
  );
}

function inside(): void {
  let lab: LabStack;
  let load: InboundLoad;
  let database: DataSource;

  beforeAll(async () => {
    lab = await labStack({ slot: 211 });
    load = await InboundLoad.prepare(lab, await anOffice(lab));
    database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
  });

  afterAll(async () => {
    await database?.destroy();
    await lab?.stop();
  });

  /** How many records there are, and of how many calls. */
  async function recorded(): Promise<{ records: number; calls: number }> {
    const [counts] = await database.query<[{ records: number; calls: number }]>(
      'SELECT count(*)::int AS records, count(DISTINCT linkedid)::int AS calls FROM call_records',
    );
    return counts;
  }

  /** How often Asterisk has connected to the relay. */
  async function connects(): Promise<number> {
    const log = await readFile(join(lab.directory, 'pbx/log/messages.log'), 'utf8');
    return log.split('Outbound websocket connected').length - 1;
  }

  it(
    `given 50 calls a second for ${quiet} s, then nothing is said to be wrong`,
    async () => {
      const live = await lab.live();
      const before = await connects();
      const run = await load.start({ callsPerSecond: 50, seconds: quiet });
      const { carrier } = await run.done;
      expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
      expect(live.stales.filter((stale) => stale !== null)).toEqual([]);
      expect(await connects()).toBe(before);
      live.close();
      // What follows looks at calls of its own only.
      await waitFor('every call to leave the live stream', async () => (await liveCalls(database)) === 0, {
        timeoutMs: 40_000,
      });
    },
    (quiet + 100) * 1000,
  );

  it(
    `given packets are lost for ${away} s, then it is noticed and healed, and no call is lost`,
    async () => {
      const trusting = new InboundListener(lab, 'trusting', { localAddress: lab.slot.peer(50) });
      await trusting.open();
      const loss = new PacketLoss([
        { address: lab.slot.host, port: ports.relayForAsterisk },
        { address: lab.slot.peer(50) },
      ]);
      const live = await lab.live();
      const from = live.snapshots[0]?.seq ?? 0;
      const before = await connects();
      const run = await load.start({ callsPerSecond: 20, seconds: away + 8 });
      await delay(2000);

      const cut = performance.now();
      loss.begin();
      await live.until(() => live.stales.find((stale) => stale !== null), 15_000, 'the stale notice');
      const noticed = performance.now() - cut;
      await delay(away * 1000 - noticed);
      const trusted = trusting.isOpen;
      loss.end();
      const mended = performance.now();
      await live.until(() => (live.stales.at(-1) === null ? true : undefined), 60_000, 'the end of the stale notice');
      const healed = performance.now() - mended;
      console.log(`noticed after ${Math.round(noticed)} ms, healed after ${Math.round(healed)} ms`);
      expect(noticed).toBeLessThan(5000);
      expect(healed).toBeLessThan(10_000);
      // The control.
      expect(trusted).toBe(true);
      trusting.cut();

      const { carrier } = await run.done;
      expect(carrier, carrier.errors).toMatchObject({ successful: run.calls, failed: 0 });
      expect((await connects()) - before).toBeLessThanOrEqual(2);
      const calls = quiet * 50 + run.calls;
      await waitFor('a record of each call', async () => (await recorded()).records >= calls, { timeoutMs: 60_000 });
      expect(await recorded()).toEqual({ records: calls, calls });
      live.close();
      // Half a minute later the stream has told the ends that nobody saw too, from the records.
      if (!proving) return;
      const stored = await streamWithEnds(database, from, run.calls);
      const told = checkStream(stored, (call) => call.from.number === LOAD_CALLER);
      expect(told).toMatchObject({ ended: run.calls, complaints: [] });
    },
    away * 1000 + 180_000,
  );
}
