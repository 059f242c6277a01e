import { Inject, Injectable } from '@nestjs/common';
import type { OutboundRegistration } from '@trunkline/asterisk';
import type { AgentEnv } from '@trunkline/platform';
import { AmiConnection } from '../connection/ami-connection.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { AsteriskLog } from '../connection/asterisk-log.js';
import { AGENT_ENV } from '../process/tokens.js';
import { type FailedAttempt, failedAttempts } from './registration-log.js';

/** What Asterisk says of endpoints and registrations, by name, at one moment. */
export interface View {
  endpoints: ReadonlyMap<string, string>;
  registrations: ReadonlyMap<string, OutboundRegistration>;
}

/** Asks Asterisk for the state of everything, and reads in its log why registrations fail. */
@Injectable()
export class AsteriskView {
  private readonly asteriskLog: AsteriskLog;
  private readFrom = 0;
  private readonly failures = new Map<string, FailedAttempt>();

  constructor(
    @Inject(AGENT_ENV) env: AgentEnv,
    private readonly asterisk: AsteriskConnection,
    private readonly ami: AmiConnection,
  ) {
    this.asteriskLog = new AsteriskLog(env.ASTERISK_ETC_DIR);
  }

  /** Null while Asterisk is away. */
  async now(): Promise<View | null> {
    if (this.asterisk.status.status === 'down' || !this.ami.ami.up) return null;
    const registrations = await this.ami.ami.outboundRegistrations();
    await this.readLog();
    for (const { status, clientUri } of registrations) if (status === 'Registered') this.failures.delete(clientUri);
    const endpoints = (await this.asterisk.rest.endpoints()).filter(({ technology }) => technology === 'PJSIP');
    return {
      endpoints: new Map(endpoints.map(({ resource, state }) => [resource, state])),
      registrations: new Map(registrations.map((registration) => [registration.name, registration])),
    };
  }

  /** Why the registration does not work, as far as Asterisk has said. */
  failureOf(registration: OutboundRegistration | undefined): FailedAttempt | undefined {
    return registration === undefined ? undefined : this.failures.get(registration.clientUri);
  }

  private async readLog(): Promise<void> {
    const from = this.readFrom;
    this.readFrom = await this.asteriskLog.position();
    for (const [uri, attempt] of failedAttempts(await this.asteriskLog.textSince(from)))
      this.failures.set(uri, attempt);
  }
}
