/** How long API and agent take until they are ready, together, and what each process of the system holds of memory. */
import { type LabStack, labStack, memoryMb, processesWith, quick, report, reportVersion } from '@trunkline/testing';
import { afterAll, beforeAll, it } from 'vitest';

const starts = quick ? 3 : 7;
let lab: LabStack;

beforeAll(async () => {
  lab = await labStack({ slot: 245 });
});

afterAll(async () => {
  await lab?.stop();
});

it('from start to ready', { timeout: 300_000 }, async () => {
  const { agent, api } = lab.parts;
  const times: number[] = [];
  for (let n = 0; n < starts; n += 1) {
    await Promise.all([agent.stop(), api.stop()]);
    const began = performance.now();
    await Promise.all([agent.start(), api.start()]);
    await lab.ready();
    times.push((performance.now() - began) / 1000);
  }
  report({ what: 'API and agent, from start to ready', values: times, unit: 's', target: { atMost: 3 } });
});

it('memory', async () => {
  const { parts, etc, directory } = lab;
  reportVersion('asterisk', /Asterisk (\S+)/.exec(await lab.asteriskCommand('core show version'))?.[1] ?? '');
  const held = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + memoryMb(pid), 0);
  const of = (part: { pid: number | null }) => held(part.pid === null ? [] : [part.pid]);
  const [agent, api] = [of(parts.agent), of(parts.api)];
  const others = { asterisk: processesWith(`${etc}/asterisk.conf`), postgres: processesWith(`${directory}/postgres`) };
  report({ what: 'memory of the agent', values: [agent], unit: 'MB' });
  report({ what: 'memory of the API', values: [api], unit: 'MB' });
  report({ what: 'memory of API and agent', values: [agent + api], unit: 'MB', target: { atMost: 350 } });
  report({ what: 'memory of the event relay', values: [of(parts.relay)], unit: 'MB' });
  report({ what: 'memory of Asterisk', values: [held(others.asterisk)], unit: 'MB' });
  report({ what: 'memory of Postgres', values: [held(others.postgres)], unit: 'MB' });
});
