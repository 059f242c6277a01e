import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { agentCommand, type CommandResult, testTrunkCommandSchema } from '@trunkline/contracts';
import type { AgentEnv } from '@trunkline/platform';
import { AGENT_ENV } from '../process/tokens.js';
import { TrunkTestsService } from '../trunk-tests/trunk-tests.service.js';
import { provenCommand } from './node-token.js';

/** Commands of the API to try a trunk. */
@Controller()
export class TrunkTestController {
  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly tests: TrunkTestsService,
  ) {}

  @MessagePattern(agentCommand.testTrunk)
  test(@Payload() payload: unknown): Promise<CommandResult> {
    return provenCommand(testTrunkCommandSchema, payload, this.env.TRUNKLINE_NODE_TOKEN, ({ test }) =>
      this.tests.start(test),
    );
  }
}
