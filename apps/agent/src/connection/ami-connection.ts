import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AmiClient, type AmiMessage } from '@trunkline/asterisk';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AGENT_ENV, LOG } from '../process/tokens.js';

/** AMI, for what ARI cannot do: outbound registrations and the state of contacts. It reconnects by itself. */
@Injectable()
export class AmiConnection implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly ami: AmiClient;
  private readonly eventListeners: ((event: AmiMessage) => void)[] = [];
  private readonly upListeners: (() => void)[] = [];

  constructor(@Inject(AGENT_ENV) env: AgentEnv, @Inject(LOG) log: Logger) {
    this.ami = new AmiClient({
      host: env.AMI_HOST,
      port: env.AMI_PORT,
      username: env.AMI_USERNAME,
      secret: env.AMI_SECRET,
      onEvent: (event) => {
        for (const listener of this.eventListeners) listener(event);
      },
      onUp: () => {
        for (const listener of this.upListeners) listener();
      },
      log,
    });
  }

  onEvent(listener: (event: AmiMessage) => void): void {
    this.eventListeners.push(listener);
  }

  onUp(listener: () => void): void {
    this.upListeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.ami.start();
  }

  onApplicationShutdown(): void {
    this.ami.stop();
  }
}
