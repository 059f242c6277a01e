import { Module } from '@nestjs/common';
import { AmiConnection } from './ami-connection.js';
import { AsteriskConnection } from './asterisk-connection.js';

/** The agent's connections to its Asterisk. */
@Module({ providers: [AsteriskConnection, AmiConnection], exports: [AsteriskConnection, AmiConnection] })
export class ConnectionModule {}
