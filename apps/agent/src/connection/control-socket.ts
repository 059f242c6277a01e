import { Inject, Injectable } from '@nestjs/common';
import type { AsteriskControl } from '@trunkline/asterisk';
import type { AgentEnv } from '@trunkline/platform';
import { AGENT_ENV } from '../process/tokens.js';
import { asteriskControl } from './asterisk-dirs.js';

/** Asterisk's control socket, for what ARI cannot do: our registrations, the contacts of phones, Asterisk's own database. */
@Injectable()
export class ControlSocket {
  constructor(@Inject(AGENT_ENV) private readonly env: AgentEnv) {}

  /** Asks by a connection of its own. @throws AsteriskUnavailable when Asterisk is away, and what `question` throws. */
  async ask<T>(question: (control: AsteriskControl) => Promise<T>): Promise<T> {
    return question(await asteriskControl(this.env.ASTERISK_ETC_DIR));
  }
}
