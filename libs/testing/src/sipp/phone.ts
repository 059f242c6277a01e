import { type CalleeEnding, type CallerEnding, calleeScenario, callerScenario, registerScenario } from './scenarios.js';
import { runSipp, type SipAddress, type SippProcess, startSipp } from './sipp.js';
import { holdScenario, type TransferKind, transferScenario } from './transfer-scenarios.js';

/** A phone that is an extension: its own loopback address, and what `POST /extensions` answered. */
export interface SippPhoneOptions {
  address: string;
  pbx: SipAddress;
  username: string;
  secret: string;
}

/** Where a call's audio goes; without one, SDP names a port nobody listens on. */
export interface WithAudio {
  rtpPort?: number;
}

// One port for everything: a PBX that knows NAT takes the port a REGISTER came from for that of the phone.
const PHONE_PORT = 5060;

/** A phone made of SIPp runs: it registers, calls, and answers one call after the other. */
export class SippPhone {
  static #visits = 0;
  readonly #phone: SippPhoneOptions;
  #visit = 0;
  #registered = false;

  constructor(options: SippPhoneOptions) {
    this.#phone = options;
  }

  /**
   * Registers with digest; `expires` 0 removes the registration. Not while a call of this phone is under way. Each time it
   * comes back it has a Contact of its own: an OPTIONS that went to the one before, while nobody listened, would else be
   * counted against the new one when its time is over, and the phone not be rung for a minute.
   */
  async register(expires = 3600): Promise<void> {
    const { address, pbx, username, secret } = this.#phone;
    if (!this.#registered && expires > 0) {
      SippPhone.#visits += 1;
      this.#visit = SippPhone.#visits;
    }
    const result = await runSipp({
      scenario: registerScenario,
      local: { address, port: PHONE_PORT },
      remote: pbx,
      keys: { user: username, expires: String(expires), visit: String(this.#visit) },
      auth: { username, password: secret },
      timeoutMs: 10_000,
    });
    if (result.successful !== 1) throw new Error(`${username} could not register: ${result.errors}`);
    this.#registered = expires > 0;
  }

  /** While nobody listened the contact may have been found silent, and one that is renewed stays so for a minute. */
  async #registerAnew(): Promise<void> {
    if (this.#registered) await this.register(0);
    await this.register();
  }

  /** Starts a call to `number`; with `pauseMs` see {@link CallerEnding}. */
  call(
    number: string,
    ending: CallerEnding,
    options: WithAudio & { pauseMs?: number; displayName?: string; timeoutMs?: number } = {},
  ): Promise<SippProcess> {
    const { address, pbx, username, secret } = this.#phone;
    return startSipp({
      scenario: callerScenario(ending, { digest: true }),
      local: { address, port: PHONE_PORT },
      remote: pbx,
      service: number,
      keys: this.#keys(options.rtpPort, options.displayName),
      auth: { username, password: secret },
      ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    });
  }

  /** Registers and waits for one call, or for calls until `stop`; rings for `ringMs`, then goes on as `ending` says. */
  async answer(
    ending: CalleeEnding,
    options: WithAudio & {
      ringMs?: number;
      pauseMs?: number;
      stopAfterOne?: boolean;
      trace?: boolean;
      timeoutMs?: number;
    } = {},
  ): Promise<SippProcess> {
    const { ringMs = 200, stopAfterOne = true, trace = true, timeoutMs = 60_000 } = options;
    await this.#registerAnew();
    return startSipp({
      scenario: calleeScenario(ending, { ringMs, stopAfterOne }),
      local: { address: this.#phone.address, port: PHONE_PORT },
      keys: this.#keys(options.rtpPort),
      ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
      trace,
      timeoutMs,
    });
  }

  /**
   * Calls `number`, or answers calls when there is none, the first one unless `stopAfterOne` is false, and hands the call
   * on to `target` after `pauseMs`; see {@link transferScenario}.
   */
  async handOn(
    kind: TransferKind,
    target: string,
    options: { number?: string; pauseMs?: number; stopAfterOne?: boolean; trace?: boolean; timeoutMs?: number } = {},
  ): Promise<SippProcess> {
    const { address, pbx, username, secret } = this.#phone;
    const { number, pauseMs = 300, stopAfterOne, ...run } = options;
    if (number === undefined) await this.#registerAnew();
    return startSipp({
      scenario: transferScenario(number === undefined ? 'callee' : 'caller', kind, stopAfterOne),
      local: { address, port: PHONE_PORT },
      ...(number === undefined ? {} : { remote: pbx, service: number }),
      keys: { ...this.#keys(), pbx: pbx.address, target },
      auth: { username, password: secret },
      pauseMs,
      callId: '%u-%p-%s',
      ...run,
    });
  }

  /** Registers, answers calls until `kill` and puts each on hold after `pauseMs`; see {@link holdScenario}. */
  async hold(options: { pauseMs: number; trace?: boolean; timeoutMs?: number }): Promise<SippProcess> {
    const { address, pbx } = this.#phone;
    await this.#registerAnew();
    return startSipp({
      scenario: holdScenario,
      local: { address, port: PHONE_PORT },
      keys: { ...this.#keys(), pbx: pbx.address },
      ...options,
    });
  }

  #keys(rtpPort = 6000, displayName = ''): Record<string, string> {
    const from = displayName === '' ? '' : `"${displayName}" `;
    return { user: this.#phone.username, rtp_port: String(rtpPort), from };
  }
}
