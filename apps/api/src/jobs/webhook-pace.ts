import { Injectable } from '@nestjs/common';
import { retryDelays } from '@trunkline/domain';

/** Times and bounds of the delivery of webhooks, in milliseconds. A place of its own, so that a test can hurry. */
@Injectable()
export class WebhookPace {
  /** Pauses after each failed attempt. */
  delays: readonly number[] = retryDelays;
  /** How often it looks by itself for what is due; what is new wakes it. */
  pollMs = 1000;
  /** Lanes of one webhook that are sent at the same time by this process: one that hangs holds up no other webhook. */
  concurrency = 16;
  /** A webhook without a success for so long is switched off. */
  disableAfterMs = 72 * 3_600_000;
  /** More than so many waiting deliveries switch a webhook off. */
  mostPending = 100_000;
  kept = { days: 7, perWebhook: 10_000 };
}
