import { networkInterfaces } from 'node:os';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HepReceiver, type SeenSipMessage } from '@trunkline/asterisk';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { DelayTrace } from './delay-trace.js';
import { PhoneTrace } from './phone-trace.js';
import { QualifyTrace } from './qualify-trace.js';
import { RegistrationTrace } from './registration-trace.js';

/** Receives what Asterisk says and hears by SIP, and keeps of it how registrations fare, ours and those of phones. */
@Injectable()
export class SipTrace implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly registrations: RegistrationTrace;
  readonly phones = new PhoneTrace();
  readonly qualifies = new QualifyTrace();
  readonly gateways = new QualifyTrace();
  readonly delays = new DelayTrace();
  private readonly receiver: HepReceiver;
  private listener: () => void = () => {};
  private readonly watchers = new Set<(message: SeenSipMessage) => void>();

  constructor(@Inject(AGENT_ENV) env: AgentEnv, @Inject(LOG) log: Logger) {
    this.registrations = new RegistrationTrace(isOurs);
    this.receiver = new HepReceiver({
      host: env.HEP_HOST,
      port: env.HEP_PORT,
      log,
      methods: ['REGISTER', 'OPTIONS', 'INVITE'],
      isWanted: (cseqMethod, startLine) => cseqMethod !== 'INVITE' || this.delays.wants(startLine),
      onMessage: (message) => {
        if (message.cseqMethod === 'INVITE') return this.delays.see(message);
        const news = [this.registrations, this.phones, this.qualifies, this.gateways].map((trace) =>
          trace.see(message),
        );
        if (news.includes(true)) this.listener();
        for (const watcher of this.watchers) watcher(message);
      },
    });
  }

  /** Called when a carrier has answered a REGISTER for good, a phone was refused, or one answers. */
  onNews(listener: () => void): void {
    this.listener = listener;
  }

  /** Every REGISTER and OPTIONS with its answers, after the traces have seen it, until what comes back is called. */
  watch(watcher: (message: SeenSipMessage) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  onApplicationBootstrap(): void {
    this.receiver.start();
  }

  onApplicationShutdown(): void {
    this.receiver.stop();
  }
}

/** HEP names the machine's own address as the sender, whatever address the transport is bound to. */
function isOurs(address: string): boolean {
  if (address.startsWith('127.')) return true;
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return own.some((found) => found.family === 'IPv4' && found.address === address);
}
