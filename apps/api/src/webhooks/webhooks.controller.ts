import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type WebhookCreate,
  type WebhookPatch,
  type WebhookQuery,
  type WebhookSecretRotation,
  webhookCreateSchema,
  webhookPatchSchema,
  webhookQuerySchema,
  webhookSchema,
  webhookSecretRotationSchema,
  webhookWithSecretSchema,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { Versioned } from '../http/known-request.interceptor.js';
import { Answers, AnswersNothing, AnswersPage, versioned } from '../openapi/answers.decorator.js';
import { VersionInterceptor } from './version.interceptor.js';
import { WebhooksService } from './webhooks.service.js';

const ifMatch = {
  name: 'If-Match',
  description: 'The `ETag` as it was read: refused with 412 when the webhook was changed meanwhile.',
  schema: { type: 'string' as const },
};

@ApiTags('webhooks')
@Controller('webhooks')
@UseInterceptors(VersionInterceptor)
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @Requires('webhooks:manage')
  @AnswersPage(webhookSchema, 'List webhooks, oldest first unless sorted otherwise.')
  list(@Query({ schema: webhookQuerySchema }) query: WebhookQuery) {
    return this.webhooks.list(query);
  }

  @Get(':id')
  @Requires('webhooks:manage')
  @Answers(200, webhookSchema, 'Read a webhook.', versioned)
  read(@Param('id', { schema: idSchema }) id: string) {
    return this.webhooks.read(id);
  }

  @Post()
  @Requires('webhooks:manage')
  @Answers(201, webhookWithSecretSchema, 'Create a webhook. The answer shows its secret, this once.', versioned)
  create(@Body({ schema: webhookCreateSchema }) body: WebhookCreate, @Caller() caller: Principal) {
    return this.webhooks.create(body, caller);
  }

  @Patch(':id')
  @Versioned()
  @Requires('webhooks:manage')
  @ApiHeader(ifMatch)
  @Answers(200, webhookSchema, 'Change what the body names. Disabling drops what waits.', versioned)
  patch(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: webhookPatchSchema }) body: WebhookPatch,
    @Caller() caller: Principal,
  ) {
    return this.webhooks.patch(id, body, caller);
  }

  @Delete(':id')
  @Versioned()
  @HttpCode(204)
  @Requires('webhooks:manage')
  @ApiHeader(ifMatch)
  @AnswersNothing('Delete a webhook and its deliveries.')
  remove(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.webhooks.remove(id, caller);
  }

  @Post(':id/secret')
  @HttpCode(200)
  @Requires('webhooks:manage')
  @ApiHeader(ifMatch)
  @Answers(200, webhookWithSecretSchema, 'Make a new secret and show it, this once.', versioned)
  rotateSecret(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: webhookSecretRotationSchema }) body: WebhookSecretRotation,
    @Caller() caller: Principal,
  ) {
    return this.webhooks.rotateSecret(id, body, caller);
  }

  @Post(':id/restore')
  @Requires('webhooks:manage')
  @Answers(
    201,
    webhookSchema,
    'Bring back a webhook that was deleted in the last 24 hours, with its secret.',
    versioned,
  )
  restore(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.webhooks.restore(id, caller);
  }
}
