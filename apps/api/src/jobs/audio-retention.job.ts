import { Injectable } from '@nestjs/common';
import { AudioFiles } from '@trunkline/persistence';
import { TidyingJob } from './tidying-job.js';

/** Forgets audio files of which no announcement was ever made. */
@Injectable()
export class AudioRetentionJob extends TidyingJob {
  protected readonly everyMs = 3_600_000;
  protected readonly failure = 'audio files cannot be forgotten now';

  protected async work(): Promise<void> {
    await AudioFiles.prune(this.database.source);
  }
}
