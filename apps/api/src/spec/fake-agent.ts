import { Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { agentCommand, type CommandResult } from '@trunkline/contracts';

/** An agent that answers commands as it is told, over the real transport. */
export class FakeAgent {
  readonly commands: unknown[] = [];
  answer: () => CommandResult | Promise<CommandResult> = () => ({ ok: true });
  private stopServer: (() => Promise<void>) | undefined;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  async start(): Promise<void> {
    const agent = this;
    @Controller()
    class CommandsController {
      @MessagePattern(Object.values(agentCommand))
      take(@Payload() command: unknown): CommandResult | Promise<CommandResult> {
        agent.commands.push(command);
        return agent.answer();
      }
    }
    const module = { module: class FakeAgentModule {}, controllers: [CommandsController] };
    const options = { transport: Transport.TCP, options: { host: this.host, port: this.port }, logger: false } as const;
    const server = await NestFactory.createMicroservice(module, options);
    await server.listen();
    this.stopServer = () => server.close();
  }

  async stop(): Promise<void> {
    await this.stopServer?.();
    this.stopServer = undefined;
  }
}
