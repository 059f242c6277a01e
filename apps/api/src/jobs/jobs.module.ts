import { Module } from '@nestjs/common';
import { AudioRetentionJob } from './audio-retention.job.js';
import { DeletedRetentionJob } from './deleted-retention.job.js';
import { WebhookDeliveryJob } from './webhook-delivery.job.js';
import { WebhookPace } from './webhook-pace.js';
import { WebhookQueueJob } from './webhook-queue.job.js';
import { WebhookRetentionJob } from './webhook-retention.job.js';

/** What nobody waits for. Any number of copies of the API may do it; with `JOBS=off` a copy serves requests only. */
@Module({
  providers: [
    WebhookPace,
    WebhookQueueJob,
    WebhookDeliveryJob,
    WebhookRetentionJob,
    DeletedRetentionJob,
    AudioRetentionJob,
  ],
})
export class JobsModule {}
