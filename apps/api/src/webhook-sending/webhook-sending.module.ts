import { Global, Module } from '@nestjs/common';
import { Resolver } from './resolver.js';
import { WebhookSender } from './webhook-sender.js';

/** How an event is sent to a webhook: the jobs do it, and a test delivery does. */
@Global()
@Module({ providers: [Resolver, WebhookSender], exports: [WebhookSender] })
export class WebhookSendingModule {}
