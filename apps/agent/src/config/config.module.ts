import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module.js';
import { ConfigApplier } from './config-applier.js';
import { ConfigLoop } from './config-loop.js';
import { NameBook } from './name-book.js';

/** Brings config revisions to Asterisk. */
@Module({
  imports: [ConnectionModule],
  providers: [ConfigApplier, ConfigLoop, NameBook],
  exports: [ConfigApplier, ConfigLoop],
})
export class ConfigModule {}
