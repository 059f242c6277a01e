import { expect, it } from 'vitest';
import { calleeScenario, callerScenario } from './scenarios.js';
import { runSipp, startSipp } from './sipp.js';
import { scenario } from './steps.js';

const caller = { address: '127.0.79.10' };
const callee = { address: '127.0.79.11' };
const optionsScenario = scenario('qualify', [
  `  <send retrans="500"><![CDATA[
      OPTIONS sip:phone@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: <sip:pbx@[local_ip]>;tag=[call_number]
      To: <sip:phone@[remote_ip]>
      Call-ID: [call_id]
      CSeq: 1 OPTIONS
      Max-Forwards: 70
      Content-Length: 0

    ]]></send>`,
  '  <recv response="200"/>',
]);
const keys = { user: 'phone', from: '', rtp_port: '6000' };

it('completes a call between two of its own and shows both sides the messages', async () => {
  const answering = await startSipp({
    scenario: calleeScenario({ by: 'caller' }, { ringMs: 50 }),
    local: callee,
    keys,
  });
  const called = await runSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }),
    local: caller,
    remote: callee,
    service: '100',
    keys,
    pauseMs: 100,
  });
  expect(called).toMatchObject({ exitCode: 0, successful: 1, failed: 0, retransmissions: 0 });
  expect(called.requests.get('INVITE')).toMatchObject({ sent: 1, retransmitted: 0 });
  expect((await answering.done).messages.map(({ method, status }) => method || status)).toEqual([
    'INVITE',
    180,
    200,
    'ACK',
    'BYE',
    200,
  ]);
});

it('answers OPTIONS without taking it for the call', async () => {
  const answering = await startSipp({
    scenario: calleeScenario({ by: 'caller' }, { ringMs: 50 }),
    local: callee,
    keys,
  });
  const asked = await runSipp({ scenario: optionsScenario, local: caller, remote: callee });
  expect(asked).toMatchObject({ successful: 1, failed: 0 });
  const call = callerScenario({ by: 'caller' }, { digest: false });
  const called = await runSipp({ scenario: call, local: caller, remote: callee, service: '100', keys, pauseMs: 100 });
  expect(called).toMatchObject({ successful: 1, failed: 0 });
  expect(await answering.done).toMatchObject({ successful: 1, failed: 0 });
});

it('answers OPTIONS while it calls', async () => {
  const answering = await startSipp({
    scenario: calleeScenario({ by: 'caller' }, { ringMs: 50 }),
    local: callee,
    keys,
  });
  const call = callerScenario({ by: 'caller' }, { digest: false });
  const calling = await startSipp({
    scenario: call,
    local: caller,
    remote: callee,
    service: '100',
    keys,
    pauseMs: 500,
  });
  const third = { address: '127.0.79.12' };
  const asked = await runSipp({ scenario: optionsScenario, local: third, remote: caller, timeoutMs: 3000 });
  expect(asked).toMatchObject({ successful: 1, failed: 0 });
  expect(await calling.done).toMatchObject({ successful: 1, failed: 0 });
  expect(await answering.done).toMatchObject({ successful: 1, failed: 0 });
});

it('lets the callee end the call', async () => {
  const answering = await startSipp({
    scenario: calleeScenario({ by: 'callee' }, { ringMs: 50 }),
    local: callee,
    keys,
    pauseMs: 100,
  });
  const call = callerScenario({ by: 'callee' }, { digest: false });
  const called = await runSipp({ scenario: call, local: caller, remote: callee, service: '100', keys });
  expect(called).toMatchObject({ successful: 1, failed: 0 });
  expect(await answering.done).toMatchObject({ successful: 1, failed: 0 });
});

it('gives up a call that rings', async () => {
  const answering = await startSipp({
    scenario: calleeScenario({ by: 'cancel' }, { ringMs: 0 }),
    local: callee,
    keys,
  });
  const call = callerScenario({ by: 'cancel' }, { digest: false });
  const called = await runSipp({ scenario: call, local: caller, remote: callee, service: '100', keys, pauseMs: 100 });
  expect(called).toMatchObject({ successful: 1, failed: 0 });
  expect(await answering.done).toMatchObject({ successful: 1, failed: 0 });
});

it('counts a refused call as successful only when it was expected', async () => {
  const refuse = () =>
    startSipp({
      scenario: calleeScenario({ by: 'refusal', status: '486 Busy Here' }, { ringMs: 0 }),
      local: callee,
      keys,
    });
  const call = (scenario: string) => runSipp({ scenario, local: caller, remote: callee, service: '100', keys });
  const first = await refuse();
  const expected = await call(callerScenario({ by: 'refusal', status: 486 }, { digest: false }));
  expect(expected).toMatchObject({ successful: 1, failed: 0 });
  await first.done;
  const second = await refuse();
  const unexpected = await call(callerScenario({ by: 'caller' }, { digest: false }));
  expect(unexpected).toMatchObject({ successful: 0, failed: 1 });
  expect(unexpected.errors).toContain('486');
  await second.kill();
});

it('counts retransmissions and a failed call when nobody answers', async () => {
  const silent = await startSipp({
    scenario: calleeScenario({ by: 'caller' }, { ringMs: 0 }),
    local: callee,
    keys,
  });
  await silent.kill();
  const result = await runSipp({
    scenario: callerScenario({ by: 'caller' }, { digest: false }),
    local: caller,
    remote: callee,
    service: '100',
    keys,
    timeoutMs: 3000,
  });
  expect(result.failed + (result.exitCode === 0 ? 0 : 1)).toBeGreaterThan(0);
  expect(result.requests.get('INVITE')?.retransmitted).toBeGreaterThan(0);
});
