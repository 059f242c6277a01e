import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ExtensionGroupList, extensionGroupListSchema } from '@trunkline/contracts';
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
    const items = await this.database.source.query<ExtensionGroupList['items']>(
      `SELECT name, count(*) FILTER (WHERE kind = 'extension')::int AS extensions,
              count(*) FILTER (WHERE kind = 'route')::int AS "outboundRoutes"
         FROM (SELECT 'extension' AS kind, unnest(groups) AS name FROM extensions
               UNION ALL SELECT 'route', unnest(allowed_groups) FROM outbound_routes) named
        GROUP BY name ORDER BY name COLLATE "C" LIMIT 1000`,
    );
    return { items };
  }
}
