import { Global, Module } from '@nestjs/common';
import { ConfigChanges } from './config-changes.js';
import { RevisionWait } from './revision-wait.js';
import { SettledRevisions } from './settled-revisions.js';

/** How the configuration is changed, the same for every resource. */
@Global()
@Module({
  providers: [ConfigChanges, RevisionWait, SettledRevisions],
  exports: [ConfigChanges, RevisionWait, SettledRevisions],
})
export class ConfigChangesModule {}
