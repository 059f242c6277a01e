import { Module } from '@nestjs/common';
import { AriWatch } from './ari-watch.js';
import { AsteriskConnection } from './asterisk-connection.js';
import { ControlSocket } from './control-socket.js';
import { QueueWatch } from './queue-watch.js';

/** The agent's connections to its Asterisk. */
@Module({
  providers: [AsteriskConnection, ControlSocket, AriWatch, QueueWatch],
  exports: [AsteriskConnection, ControlSocket, AriWatch, QueueWatch],
})
export class ConnectionModule {}
