import { Inject, Injectable } from '@nestjs/common';
import { AsteriskError } from '@trunkline/asterisk';
import type { Installation } from '@trunkline/contracts';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { nextSipPort, readInstallation } from '../config/installation.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';

const againMs = 1000;

/** The port of SIP: what the node was installed with, what Asterisk has now, and what it takes at its next start. */
@Injectable()
export class SipPortService {
  installed: Installation | null = null;
  /** Null while Asterisk is away, and when it could not have the port that it should. */
  running: number | null = null;
  private readonly changeListeners: (() => void)[] = [];

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly asterisk: AsteriskConnection,
  ) {
    asterisk.onUp((facts) => this.look(facts.startedAt));
    asterisk.onDown(() => {
      this.running = null;
    });
  }

  /** After Asterisk was asked. */
  onChanged(listener: () => void): void {
    this.changeListeners.push(listener);
  }

  next(): Promise<number | null> {
    return nextSipPort(this.env.ASTERISK_ETC_DIR);
  }

  /** A port is only taken when Asterisk starts, so once for each start is enough. */
  private async look(startedAt: string): Promise<void> {
    this.installed = await readInstallation(this.env.ASTERISK_ETC_DIR);
    while (this.asterisk.status.status !== 'down' && this.asterisk.facts?.startedAt === startedAt) {
      try {
        const transport = await this.asterisk.rest.objectFields('res_pjsip', 'transport', 'udp');
        const port = Number(/:(\d+)$/.exec(transport?.get('bind') ?? '')?.[1]);
        this.running = Number.isNaN(port) ? null : port;
        if (this.running === null) this.log.error({}, 'Asterisk has no transport for SIP: is its port taken?');
        for (const listener of this.changeListeners) listener();
        return;
      } catch (error) {
        if (!(error instanceof AsteriskError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
  }
}
