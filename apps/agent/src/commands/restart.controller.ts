import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import {
  agentCommand,
  type CommandResult,
  cancelRestartCommandSchema,
  restartCommandSchema,
} from '@trunkline/contracts';
import type { AgentEnv } from '@trunkline/platform';
import { AGENT_ENV } from '../process/tokens.js';
import { RestartService } from '../restart/restart.service.js';
import { provenCommand } from './node-token.js';

/** Commands of the API to start Asterisk anew. */
@Controller()
export class RestartController {
  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly restarts: RestartService,
  ) {}

  @MessagePattern(agentCommand.restart)
  restart(@Payload() payload: unknown): Promise<CommandResult> {
    return provenCommand(restartCommandSchema, payload, this.env.TRUNKLINE_NODE_TOKEN, ({ when }) =>
      this.restarts.request(when),
    );
  }

  @MessagePattern(agentCommand.cancelRestart)
  cancel(@Payload() payload: unknown): Promise<CommandResult> {
    return provenCommand(cancelRestartCommandSchema, payload, this.env.TRUNKLINE_NODE_TOKEN, () =>
      this.restarts.cancel(),
    );
  }
}
