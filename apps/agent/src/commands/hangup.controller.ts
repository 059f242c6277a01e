import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { agentCommand, type CommandResult, hangupCommandSchema } from '@trunkline/contracts';
import type { AgentEnv } from '@trunkline/platform';
import { AGENT_ENV } from '../process/tokens.js';
import { HangupService } from './hangup.service.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Commands of the API to this node. Errors are values: over this transport an exception arrives as a plain object. */
@Controller()
export class HangupController {
  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly hangups: HangupService,
  ) {}

  @MessagePattern(agentCommand.hangup)
  async hangup(@Payload() payload: unknown): Promise<CommandResult> {
    const command = hangupCommandSchema.safeParse(payload);
    if (!command.success) return { ok: false, code: 'malformed_request', detail: 'The command is not understood.' };
    const { token, callId, deadlineMs } = command.data;
    // Digests have one length, so that the comparison tells nothing about the token.
    if (!timingSafeEqual(digest(token), digest(this.env.TRUNKLINE_NODE_TOKEN)))
      return { ok: false, code: 'unauthenticated', detail: 'The token of the node is wrong.' };
    return this.hangups.hangup(callId, deadlineMs);
  }
}
