import { Inject, Injectable } from '@nestjs/common';
import type { OutboundRegistration } from '@trunkline/asterisk';
import type { AgentEnv } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { ControlSocket } from '../connection/control-socket.js';
import { AGENT_ENV } from '../process/tokens.js';
import { type RegistrationUris, registrationUris } from './registration-uris.js';

/** A registration at a carrier: what became of it, whom it is for and where it is sent. */
export type SeenRegistration = OutboundRegistration & RegistrationUris;

/** What Asterisk says of endpoints and registrations, by name, at one moment. */
export interface View {
  endpoints: ReadonlyMap<string, string>;
  registrations: ReadonlyMap<string, SeenRegistration>;
}

/** Asks Asterisk for the state of everything. */
@Injectable()
export class AsteriskView {
  constructor(
    private readonly asterisk: AsteriskConnection,
    private readonly control: ControlSocket,
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
  ) {}

  /** Null while Asterisk is away. */
  async now(): Promise<View | null> {
    if (this.asterisk.status.status === 'down') return null;
    const registrations = await this.registrations();
    const endpoints = (await this.asterisk.rest.endpoints()).filter(({ technology }) => technology === 'PJSIP');
    return {
      endpoints: new Map(endpoints.map(({ resource, state }) => [resource, state])),
      registrations: new Map(registrations.map((registration) => [registration.name, registration])),
    };
  }

  /** Our registrations at carriers. @throws AsteriskUnavailable. */
  async registrations(): Promise<SeenRegistration[]> {
    const listed = await this.control.ask((control) => control.outboundRegistrations());
    const uris = await registrationUris(this.env.ASTERISK_ETC_DIR);
    const unknown = { clientUri: '', serverUri: '' };
    return listed.map((registration) => ({ ...registration, ...(uris.get(registration.name) ?? unknown) }));
  }
}
