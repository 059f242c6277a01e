import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ClientTCP } from '@nestjs/microservices';
import {
  agentCommand,
  commandResultSchema,
  type ErrorCode,
  type RestartWhen,
  type TestTrunkCommand,
} from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { firstValueFrom, timeout } from 'rxjs';
import { API_ENV, LOGGER } from '../tokens.js';

const deadlineMs = 2000;
/** What an agent says that is about what was asked for, so that the caller has to know it. */
const passedOn = new Set<ErrorCode>(['call_ended', 'not_found', 'conflict', 'asterisk_unavailable']);

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
  hangup(callId: string): Promise<void> {
    return this.order(agentCommand.hangup, { callId });
  }

  /** Starts Asterisk anew. @throws DomainError as for {@link hangup}. */
  restart(when: RestartWhen): Promise<void> {
    return this.order(agentCommand.restart, { when });
  }

  /** Begins a test of a trunk. @throws DomainError as for {@link hangup}. */
  testTrunk(test: TestTrunkCommand['test']): Promise<void> {
    return this.order(agentCommand.testTrunk, { test });
  }

  /** Takes back a restart that waits. @throws DomainError as for {@link hangup}. */
  cancelRestart(): Promise<void> {
    return this.order(agentCommand.cancelRestart, {});
  }

  /** Asks gateways of a trunk again that are passed over; null: all. @throws DomainError as for {@link hangup}, not_found. */
  resetBreaker(trunkId: string, gateway: string | null): Promise<void> {
    return this.order(agentCommand.resetBreaker, { trunkId, gateway });
  }

  private async order(pattern: string, fields: object): Promise<void> {
    const command = { token: this.env.TRUNKLINE_NODE_TOKEN, deadlineMs, ...fields };
    const result = commandResultSchema.safeParse(await this.send(pattern, command));
    if (!result.success)
      throw new DomainError('agent_unavailable', 'The agent gave an answer that is not understood.', [], 'error');
    if (result.data.ok) return;
    const { code, detail } = result.data;
    if (passedOn.has(code)) throw new DomainError(code, detail);
    // Such as our token being refused: that is between us and the agent, not the caller's fault.
    this.log.error({ code, detail }, 'the agent refused a command');
    throw new DomainError('agent_unavailable', 'The agent refuses our commands.', [], 'error');
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
