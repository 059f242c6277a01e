import { Injectable } from '@nestjs/common';
import type { OutboundRegistration } from '@trunkline/asterisk';
import { AmiConnection } from '../connection/ami-connection.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';

/** What Asterisk says of endpoints and registrations, by name, at one moment. */
export interface View {
  endpoints: ReadonlyMap<string, string>;
  registrations: ReadonlyMap<string, OutboundRegistration>;
}

/** Asks Asterisk for the state of everything. */
@Injectable()
export class AsteriskView {
  constructor(
    private readonly asterisk: AsteriskConnection,
    private readonly ami: AmiConnection,
  ) {}

  /** Null while Asterisk is away. */
  async now(): Promise<View | null> {
    if (this.asterisk.status.status === 'down' || !this.ami.ami.up) return null;
    const registrations = await this.ami.ami.outboundRegistrations();
    const endpoints = (await this.asterisk.rest.endpoints()).filter(({ technology }) => technology === 'PJSIP');
    return {
      endpoints: new Map(endpoints.map(({ resource, state }) => [resource, state])),
      registrations: new Map(registrations.map((registration) => [registration.name, registration])),
    };
  }
}
