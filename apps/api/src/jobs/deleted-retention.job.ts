import { Injectable } from '@nestjs/common';
import { DeletedResources } from '@trunkline/persistence';
import { TidyingJob } from './tidying-job.js';

/** Forgets deleted resources, and their secrets, once they can no longer be restored. */
@Injectable()
export class DeletedRetentionJob extends TidyingJob {
  protected readonly everyMs = 60_000;
  protected readonly failure = 'deleted resources cannot be forgotten now';

  protected async work(): Promise<void> {
    await DeletedResources.prune(this.database.source);
  }
}
