import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type WebhookDeliveryQuery,
  webhookDeliveryQuerySchema,
  webhookDeliverySchema,
  webhookDeliveryWithBodySchema,
} from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers, AnswersPage } from '../openapi/answers.decorator.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';

@ApiTags('webhooks')
@Controller('webhooks/:id')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveriesService) {}

  @Get('deliveries')
  @Requires('webhooks:manage')
  @AnswersPage(webhookDeliverySchema, 'List what was sent, newest first.')
  list(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: webhookDeliveryQuerySchema }) query: WebhookDeliveryQuery,
  ) {
    return this.deliveries.list(id, query);
  }

  @Get('deliveries/:deliveryId')
  @Requires('webhooks:manage')
  @Answers(200, webhookDeliveryWithBodySchema, 'Read a delivery with the body that is sent.')
  read(@Param('id', { schema: idSchema }) id: string, @Param('deliveryId', { schema: idSchema }) deliveryId: string) {
    return this.deliveries.read(id, deliveryId);
  }

  @Post('deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @Requires('webhooks:manage')
  @Answers(202, webhookDeliverySchema, 'Send the event again, or now what waits for its retry.')
  redeliver(
    @Param('id', { schema: idSchema }) id: string,
    @Param('deliveryId', { schema: idSchema }) deliveryId: string,
  ) {
    return this.deliveries.redeliver(id, deliveryId);
  }

  @Post('test')
  @HttpCode(200)
  @Requires('webhooks:manage')
  @Answers(200, webhookDeliverySchema, 'Send a `webhook.test` event at once and answer with what came of it.')
  test(@Param('id', { schema: idSchema }) id: string) {
    return this.deliveries.test(id);
  }
}
