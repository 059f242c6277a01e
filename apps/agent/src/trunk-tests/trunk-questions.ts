import { Injectable } from '@nestjs/common';
import { type SeenSipMessage, uriOf } from '@trunkline/asterisk';
import { gatewayAddress, type TrunkFinding } from '@trunkline/contracts';
import type { TrunkEntity } from '@trunkline/persistence';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { ControlSocket } from '../connection/control-socket.js';
import { AsteriskView } from '../endpoint-state/asterisk-view.js';
import { accountOf, type RegistrationOutcome } from '../endpoint-state/registration-trace.js';
import { SipTrace } from '../endpoint-state/sip-trace.js';
import { TrunkJudge } from '../endpoint-state/trunk-judge.js';
import { told, toldRefusal, toldSilence } from '../endpoint-state/trunk-words.js';
import { answers, notRegistered, peerFound, registered, silent } from './finding-words.js';

/** OPTIONS have `qualify_timeout`, 3 s, and the copy comes after. */
const optionsPatience = 3500;
/** A REGISTER, a 401 and another one; a carrier that is there takes less. */
const registerPatience = 8000;

/** Asks a carrier by OPTIONS and REGISTER, and reads the answers off the wire. */
@Injectable()
export class TrunkQuestions {
  constructor(
    private readonly asterisk: AsteriskConnection,
    private readonly control: ControlSocket,
    private readonly view: AsteriskView,
    private readonly trace: SipTrace,
    private readonly judge: TrunkJudge,
  ) {}

  /** One finding for each gateway, or for the host. */
  async options(trunk: TrunkEntity): Promise<TrunkFinding[]> {
    if (trunk.auth === 'peer_registers') return [await this.peer(trunk)];
    const gateways = trunk.gateways.length > 0 ? trunk.gateways : [{ host: trunk.host ?? '', port: trunk.port }];
    const asked = new Map<string, { callId: string; at: number }>();
    const answered = new Map<string, number>();
    const uris = gateways.map((gateway) => uriOf(`sip:${gatewayAddress(gateway)}`));
    await this.watching(
      optionsPatience,
      () => this.control.ask((control) => control.qualify(trunk.ref)),
      (message) => {
        if (message.cseqMethod !== 'OPTIONS') return false;
        const { callId, at, requestUri } = message;
        if (requestUri !== null && uris.includes(requestUri) && !asked.has(requestUri))
          asked.set(requestUri, { callId, at });
        for (const [uri, question] of asked)
          if (message.status !== null && question.callId === callId) answered.set(uri, at - question.at);
        return uris.every((uri) => answered.has(uri));
      },
    );
    return Promise.all(
      gateways.map(async (gateway, place) => {
        const [address, milliseconds] = [gatewayAddress(gateway), answered.get(uris[place] ?? '')];
        if (milliseconds !== undefined) return answers(address, milliseconds);
        const { silence, server } = await this.judge.silenceOf(trunk, gateway);
        return silent(server, trunk.optionsInterval > 0, toldSilence(server, silence));
      }),
    );
  }

  /** Registers anew. */
  async registration(trunk: TrunkEntity): Promise<TrunkFinding> {
    const address = { host: trunk.host ?? '', port: trunk.port };
    const carrier = gatewayAddress(address);
    const all = await this.view.registrations();
    const ours = all.find(({ name }) => name === trunk.ref);
    if (!ours) return notRegistered(told('not_in_asterisk', 'Asterisk does not have this registration.'));
    const account = accountOf(ours.clientUri, ours.serverUri);
    const before = this.trace.registrations.lastAnswerOf(account);
    const began = Date.now();
    let outcome: RegistrationOutcome | undefined;
    await this.watching(
      registerPatience,
      () => this.control.ask((control) => control.register(trunk.ref)),
      (message) => {
        if (message.cseqMethod !== 'REGISTER') return false;
        const last = this.trace.registrations.lastAnswerOf(account);
        if (last !== before) outcome = last;
        return outcome !== undefined;
      },
    );
    if (outcome?.kind === 'accepted') return registered(carrier, Math.max(0, outcome.at - began));
    if (outcome?.kind === 'refused') return notRegistered(toldRefusal(carrier, outcome));
    const { silence, server } = await this.judge.silenceOf(trunk, address);
    return notRegistered(toldSilence(server, silence));
  }

  private async peer({ ref }: TrunkEntity): Promise<TrunkFinding> {
    const endpoints = await this.asterisk.rest.endpoints();
    return peerFound(endpoints.some(({ resource, state }) => resource === ref && state === 'online'));
  }

  /** Begins something and shows each message that goes by, until enough was seen or the time is up. */
  private watching(
    patience: number,
    begin: () => Promise<void>,
    isEnough: (message: SeenSipMessage) => boolean,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        unwatch();
        settle();
      };
      const unwatch = this.trace.watch((message) => {
        if (isEnough(message)) end(resolve);
      });
      const timer = setTimeout(() => end(resolve), patience);
      begin().catch((error: unknown) => end(() => reject(error)));
    });
  }
}
