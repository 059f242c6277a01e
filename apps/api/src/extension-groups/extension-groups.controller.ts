import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ExtensionGroupList, extensionGroupListSchema } from '@trunkline/contracts';
import { extensionGroups } from '@trunkline/persistence';
import { Requires } from '../access/requires.decorator.js';
import { Database } from '../database/database.js';
import { Answers } from '../openapi/answers.decorator.js';

@ApiTags('extensions')
@Controller('extension-groups')
export class ExtensionGroupsController {
  constructor(private readonly database: Database) {}

  @Get()
  @Requires('config:read')
  @Answers(
    200,
    extensionGroupListSchema,
    'List the groups that extensions and outbound routes name, the first 1,000 by name.',
  )
  async list(): Promise<ExtensionGroupList> {
    return { items: await extensionGroups(this.database.source) };
  }
}
