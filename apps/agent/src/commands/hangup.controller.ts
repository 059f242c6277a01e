import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { agentCommand, type CommandResult, hangupCommandSchema } from '@trunkline/contracts';
import type { AgentEnv } from '@trunkline/platform';
import { AGENT_ENV } from '../process/tokens.js';
import { HangupService } from './hangup.service.js';
import { provenCommand } from './node-token.js';

/** Commands of the API to this node that are about a call. */
@Controller()
export class HangupController {
  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly hangups: HangupService,
  ) {}

  @MessagePattern(agentCommand.hangup)
  hangup(@Payload() payload: unknown): Promise<CommandResult> {
    return provenCommand(hangupCommandSchema, payload, this.env.TRUNKLINE_NODE_TOKEN, ({ callId, deadlineMs }) =>
      this.hangups.hangup(callId, deadlineMs),
    );
  }
}
