import { Module } from '@nestjs/common';
import { AmiConnection } from './ami-connection.js';
import { AsteriskConnection } from './asterisk-connection.js';
import { QueueWatch } from './queue-watch.js';

/** The agent's connections to its Asterisk. */
@Module({
  providers: [AsteriskConnection, AmiConnection, QueueWatch],
  exports: [AsteriskConnection, AmiConnection, QueueWatch],
})
export class ConnectionModule {}
