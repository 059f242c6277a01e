import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ApiKeyCreate,
  type ApiKeyQuery,
  apiKeyCreateSchema,
  apiKeyQuerySchema,
  apiKeySchema,
  apiKeyWithSecretSchema,
  idSchema,
  type Principal,
} from '@trunkline/contracts';
import { Caller, Requires } from '../access/requires.decorator.js';
import { Answers, AnswersNothing, AnswersPage } from '../openapi/answers.decorator.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('API keys')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Requires('access:manage')
  @AnswersPage(apiKeySchema, 'List API keys, oldest first.')
  list(@Query({ schema: apiKeyQuerySchema }) query: ApiKeyQuery) {
    return this.keys.list(query);
  }

  @Post()
  @Requires('access:manage')
  @Answers(201, apiKeyWithSecretSchema, 'Create an API key. The answer shows it, this once.')
  create(@Body({ schema: apiKeyCreateSchema }) body: ApiKeyCreate, @Caller() caller: Principal) {
    return this.keys.create(body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('access:manage')
  @AnswersNothing('Revoke an API key.')
  remove(@Param('id', { schema: idSchema }) id: string, @Caller() caller: Principal) {
    return this.keys.remove(id, caller);
  }
}
