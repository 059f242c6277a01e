import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ClientTCP } from '@nestjs/microservices';
import { agentCommand, commandResultSchema, type HangupCommand } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { firstValueFrom, timeout } from 'rxjs';
import { API_ENV, LOGGER } from '../tokens.js';

const deadlineMs = 2000;

/** Sends commands to the agent. It connects when first needed and again after a break. */
@Injectable()
export class AgentClient implements OnApplicationShutdown {
  private readonly client: ClientTCP;

  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.client = new ClientTCP({ host: env.AGENT_HOST, port: env.AGENT_PORT });
  }

  onApplicationShutdown(): void {
    this.client.close();
  }

  /** Ends a call. @throws DomainError with the agent's code, or agent_unavailable when it does not answer in time. */
  async hangup(callId: string): Promise<void> {
    const command: HangupCommand = { token: this.env.TRUNKLINE_NODE_TOKEN, deadlineMs, callId };
    const result = commandResultSchema.safeParse(await this.send(agentCommand.hangup, command));
    if (!result.success)
      throw new DomainError('agent_unavailable', 'The agent gave an answer that is not understood.', [], 'error');
    if (!result.data.ok) throw new DomainError(result.data.code, result.data.detail);
  }

  private async send(pattern: string, command: object): Promise<unknown> {
    try {
      return await firstValueFrom(this.client.send(pattern, command).pipe(timeout(deadlineMs)));
    } catch (error) {
      this.log.warn({ err: error, pattern }, 'the agent did not take a command');
      throw new DomainError('agent_unavailable', 'The agent does not answer. Calls go on without it.', [], 'warn');
    }
  }
}
