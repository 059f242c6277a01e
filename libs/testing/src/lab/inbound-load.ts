import type { PhoneNumber } from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import { aNumber } from '../build/resources.js';
import { callerScenario } from '../sipp/scenarios.js';
import { type SippProcess, type SippResult, startSipp } from '../sipp/sipp.js';
import type { LabStack } from './lab-stack.js';
import { anIpTrunk, create, type Office } from './office.js';

/** Where the load comes from: the calls of every run carry this number. */
export const LOAD_CALLER = '+15550108000';
const LOAD_NUMBER = '+15550200002';

/** One run of load. */
export interface LoadRun {
  /** How many calls it makes in all. */
  calls: number;
  /** Settles when the last call has ended: what the carrier's side saw, and the phone's. */
  done: Promise<{ carrier: SippResult; phone: SippResult }>;
  /** Ends both sides at once, without a word to the PBX. */
  kill(): Promise<void>;
}

/** Makes inbound calls at a steady rate through the whole PBX: a trunk by address, a number, a phone that answers. */
export class InboundLoad {
  readonly #lab: LabStack;
  readonly #office: Office;

  private constructor(lab: LabStack, office: Office) {
    this.#lab = lab;
    this.#office = office;
  }

  /** Creates trunk and number; the calls ring 1002. */
  static async prepare(lab: LabStack, office: Office): Promise<InboundLoad> {
    const destination = { type: 'extension', extensionId: office.ben.id } as const;
    await Promise.all([
      anIpTrunk(lab, lab.slot.peer(20), { name: 'Load' }),
      create<PhoneNumber>(lab, '/numbers', aNumber({ number: LOAD_NUMBER, destination })),
    ]);
    return new InboundLoad(lab, office);
  }

  /**
   * Starts `seconds` of calls, each answered at once and one second long unless `lengthMs` says otherwise. `number`:
   * one that a test brought into the dialplan, instead of the phone's.
   */
  async start(options: {
    callsPerSecond: number;
    seconds: number;
    lengthMs?: number;
    number?: string;
    responseTimes?: boolean;
  }): Promise<LoadRun> {
    const calls = options.callsPerSecond * options.seconds;
    const { lengthMs = 1000, number = LOAD_NUMBER } = options;
    const timeoutMs = options.seconds * 1000 + lengthMs + 60_000;
    const phone = await this.#office.bensPhone.answer(
      { by: 'caller' },
      { stopAfterOne: false, ringMs: 20, trace: false, timeoutMs },
    );
    await this.#answers(this.#office.ben.sipUsername);
    const carrier = await startSipp({
      scenario: callerScenario({ by: 'caller' }, { digest: false }),
      local: { address: this.#lab.slot.peer(20) },
      remote: { address: this.#lab.slot.pbx, port: ports.sip },
      service: number,
      keys: { user: LOAD_CALLER, from: '', rtp_port: '6000' },
      callsPerSecond: options.callsPerSecond,
      calls,
      pauseMs: lengthMs,
      trace: false,
      responseTimes: options.responseTimes ?? false,
      timeoutMs,
    });
    let killed = false;
    const done = Promise.all([carrier.done, this.#endedSoon(carrier.done, phone, () => killed)]);
    return {
      calls,
      done: done.then(([carrierResult, phoneResult]) => ({ carrier: carrierResult, phone: phoneResult })),
      kill: async () => {
        killed = true;
        await Promise.all([carrier.kill(), phone.kill()]);
      },
    };
  }

  /** Asterisk asks a phone that registers whether it is there, and rings only one that is. */
  async #answers(sipUsername: string): Promise<void> {
    const contact = new RegExp(`${sipUsername}/.* Avail `);
    const rung = async () => contact.test(await this.#lab.asteriskCommand('pjsip show contacts'));
    await waitFor('the phone to be reachable', rung, { timeoutMs: 15_000, everyMs: 100 });
  }

  /**
   * The phone takes calls until it is told to stop; then it still ends those under way, and takes leave. OPTIONS that came
   * while nobody is there would make the next run's phone unreachable when their time is over.
   */
  async #endedSoon(carrierDone: Promise<unknown>, phone: SippProcess, killed: () => boolean): Promise<SippResult> {
    await carrierDone;
    const late = setTimeout(() => void phone.kill(), 5000);
    const result = await phone.stop().finally(() => clearTimeout(late));
    if (!killed() && this.#lab.parts.asterisk.pid !== null)
      await this.#office.bensPhone.register(0).catch(() => undefined);
    return result;
  }
}
