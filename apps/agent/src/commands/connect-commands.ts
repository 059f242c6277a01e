import type { INestApplication } from '@nestjs/common';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import type { AgentEnv } from '@trunkline/platform';

/** Makes the application answer commands at the node's command address, once `startAllMicroservices` was called. */
export function connectCommands(app: INestApplication, env: Pick<AgentEnv, 'COMMAND_HOST' | 'COMMAND_PORT'>): void {
  app.connectMicroservice<MicroserviceOptions>({
    transport: Transport.TCP,
    options: { host: env.COMMAND_HOST, port: env.COMMAND_PORT },
  });
}
