import { Module } from '@nestjs/common';
import { AmiConnection } from './ami-connection.js';
import { AriWatch } from './ari-watch.js';
import { AsteriskConnection } from './asterisk-connection.js';
import { QueueWatch } from './queue-watch.js';

/** The agent's connections to its Asterisk. */
@Module({
  providers: [AsteriskConnection, AmiConnection, AriWatch, QueueWatch],
  exports: [AsteriskConnection, AmiConnection, AriWatch, QueueWatch],
})
export class ConnectionModule {}
