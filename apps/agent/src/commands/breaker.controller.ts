import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { agentCommand, type CommandResult, resetBreakerCommandSchema } from '@trunkline/contracts';
import type { AgentEnv } from '@trunkline/platform';
import { GatewayWatch } from '../gateways/gateway-watch.service.js';
import { AGENT_ENV } from '../process/tokens.js';
import { provenCommand } from './node-token.js';

/** The command of the API to ask gateways again that are passed over. */
@Controller()
export class BreakerController {
  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly watch: GatewayWatch,
  ) {}

  @MessagePattern(agentCommand.resetBreaker)
  reset(@Payload() payload: unknown): Promise<CommandResult> {
    const { TRUNKLINE_NODE_TOKEN: token } = this.env;
    return provenCommand(resetBreakerCommandSchema, payload, token, ({ trunkId, gateway }) =>
      this.watch.reset(trunkId, gateway),
    );
  }
}
