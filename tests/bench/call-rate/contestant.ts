import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AsteriskInstance,
  type AsteriskProgram,
  fillTemplate,
  ports,
  type Slot,
  waitFor,
} from '@trunkline/local-runtime';
import {
  calleeScenario,
  callerScenario,
  cpuSeconds,
  processesWith,
  type SippResult,
  startSipp,
} from '@trunkline/testing';

/** What a step of load was like. */
export interface Step {
  failed: number;
  /** Milliseconds from each INVITE to its 200. */
  delays: number[];
  /** Milliseconds of processor time that Asterisk used for each call. */
  asteriskMsPerCall: number;
}

/** Where an Asterisk at this address sends copies of SIP messages. */
export const hepAddress = (address: string): string => `${address}:9060`;

/** Something that connects calls. */
export interface Contestant {
  name: string;
  /** Makes calls of one second at a steady rate; resolves when all of them are over and nothing is left of them. */
  load(callsPerSecond: number, seconds: number): Promise<Step>;
  stop(): Promise<void>;
}

/**
 * Waits until no call is left. What is still there after a minute, of calls that nobody follows any more, is hung up and
 * counts as one call that failed.
 */
export async function callsLeft(
  idle: () => Promise<boolean>,
  command: (words: string) => Promise<string>,
): Promise<number> {
  const over = () => waitFor('every call to be over', idle, { timeoutMs: 60_000, everyMs: 200 });
  try {
    await over();
    return 0;
  } catch {
    await command('channel request hangup all');
    await over();
    return 1;
  }
}

/** Processor time of an Asterisk for each call while `run` makes `calls`. */
export async function timed(etc: string, calls: number, run: () => Promise<SippResult>): Promise<Step> {
  const [pid] = processesWith(join(etc, 'asterisk.conf')).slice(-1);
  if (pid === undefined) throw new Error(`there is no Asterisk of ${etc}`);
  const before = cpuSeconds(pid);
  const { failed, responseTimes, successful } = await run();
  const used = cpuSeconds(pid) - before;
  return {
    failed: failed + (calls - failed - successful),
    delays: responseTimes,
    asteriskMsPerCall: (used * 1000) / calls,
  };
}

/**
 * An Asterisk without anything of ours, that connects calls to `dial` by itself and gives those to `app` to ARI. One that
 * tells of `records` has our files for call events and copies of SIP messages; of `everything`, also an application that can
 * follow its channels.
 */
export async function plainAsterisk(options: {
  name: string;
  extension: 'dial' | 'app';
  tells?: Purpose['tells'];
  /** Whether it is started as ours is: {@link AsteriskInstance}. */
  tuned?: boolean;
  slot: Slot;
  dir: string;
  program: AsteriskProgram;
}): Promise<Contestant & { address: string }> {
  const { name, extension, tells = 'nothing', tuned, slot, dir, program } = options;
  const peers = { caller: slot.peer(20), callee: slot.peer(1) };
  const instance = new AsteriskInstance({
    name,
    program,
    dir,
    templateDir: join(import.meta.dirname, '../../../asterisk-config/carrier'),
    values: carrierValues(slot),
    tuned,
    beforeStart: (etc) =>
      configure(etc, { slot, dir, withAri: extension === 'app' || tells === 'everything', tells, ...peers }),
  });
  await instance.start();
  const idle = async () => /^0 active channels/m.test(await instance.command('core show channels count'));
  return {
    name,
    address: slot.pbx,
    load: async (callsPerSecond, seconds) => {
      const calls = callsPerSecond * seconds;
      const timeoutMs = seconds * 1000 + 60_000;
      const callee = await startSipp({
        scenario: calleeScenario({ by: 'caller' }, { ringMs: 20, stopAfterOne: false }),
        local: { address: peers.callee },
        keys: { user: 'callee', rtp_port: '6000' },
        trace: false,
        timeoutMs,
      });
      const step = await timed(instance.dirs.etc, calls, async () => {
        const caller = await startSipp({
          scenario: callerScenario({ by: 'caller' }, { digest: false }),
          local: { address: peers.caller },
          remote: { address: slot.pbx, port: ports.sip },
          service: extension,
          keys: { user: 'caller', from: '', rtp_port: '6000' },
          ...{ callsPerSecond, calls, timeoutMs, pauseMs: 1000, trace: false, responseTimes: true },
        });
        return caller.done;
      });
      const left = await callsLeft(idle, (words) => instance.command(words));
      await callee.kill();
      return { ...step, failed: step.failed + left };
    },
    stop: () => instance.stop(),
  };
}

interface Purpose {
  slot: Slot;
  dir: string;
  withAri: boolean;
  tells: 'nothing' | 'records' | 'everything';
  caller: string;
  callee: string;
}

/** Puts our files over those of the carrier. */
async function configure(etc: string, { slot, dir, withAri, tells, caller, callee }: Purpose): Promise<void> {
  const values = {
    ...{ SIP_BIND: slot.pbx, SIP_PORT: ports.sip, CALLER: caller, CALLEE: callee },
    ...{ CEL_DIR: dir, HEP_ADDRESS: hepAddress(slot.pbx) },
  };
  const read = (name: string) => readFile(join(import.meta.dirname, 'asterisk', name), 'utf8');
  const put = async (from: string, name: string) =>
    writeFile(join(etc, name), fillTemplate(await readFile(join(from, name), 'utf8'), values, name));
  const own = ['pjsip.conf', 'extensions.conf', 'manager.conf', ...(withAri ? ['http.conf', 'ari.conf'] : [])];
  for (const name of own) await put(join(import.meta.dirname, 'asterisk'), name);
  const product = join(import.meta.dirname, '../../../asterisk-config/static');
  const files = tells === 'nothing' ? [] : ['cel.conf', 'cel_custom.conf', 'hep.conf', 'stasis.conf'];
  for (const name of files) await put(product, name);
  const modules = [
    'modules.conf',
    ...(withAri ? ['ari-modules.conf'] : []),
    ...(tells === 'nothing' ? [] : ['record-modules.conf']),
  ];
  await writeFile(join(etc, 'modules.conf'), (await Promise.all(modules.map(read))).join(''));
  // The carrier's [options] end its file. Ours asks for this too (ADR 19).
  await appendFile(join(etc, 'asterisk.conf'), 'highpriority = yes\n');
}

/** The carrier's own files ask for these; those that use them are replaced. */
function carrierValues(slot: Slot) {
  const unused = '-';
  return {
    ...{ SYSTEMNAME: `bench-${slot.number}`, ENTITYID: `02:00:00:00:00:${slot.number.toString(16).padStart(2, '0')}` },
    ...{ SIP_BIND: slot.pbx, SIP_PORT: ports.sip, RTP_START: ports.rtpStart, RTP_END: ports.rtpEnd },
    ...{ IP_BIND: slot.ipCarrier, PBX_BIND: slot.pbx, PBX_PORT: ports.sip, CARRIER_PASSWORD: unused },
    ...{ TLS_PORT: ports.sipTls, AMI_BIND: slot.pbx, AMI_PORT: ports.ami, AMI_SECRET: unused },
  };
}
