import { Global, Module } from '@nestjs/common';
import { ConfigChanges } from './config-changes.js';
import { SettledRevisions } from './settled-revisions.js';

/** How the configuration is changed, the same for every resource. */
@Global()
@Module({ providers: [ConfigChanges, SettledRevisions], exports: [ConfigChanges, SettledRevisions] })
export class ConfigChangesModule {}
