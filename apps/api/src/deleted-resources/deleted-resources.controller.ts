import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type DeletedKind,
  type DeletedResource,
  type DeletedResourceQuery,
  deletedKindSchema,
  deletedResourceQuerySchema,
  deletedResourceSchema,
  type Page,
  type Permission,
  type Principal,
} from '@trunkline/contracts';
import { type DeletedResourceEntity, DeletedResources } from '@trunkline/persistence';
import { Caller, Requires } from '../access/requires.decorator.js';
import { Database } from '../database/database.js';
import { AnswersPage } from '../openapi/answers.decorator.js';

/** What reading a kind needs. */
const readers: Record<DeletedKind, Permission> = {
  trunk: 'config:read',
  extension: 'config:read',
  number: 'config:read',
  outbound_route: 'config:read',
  user: 'access:manage',
  webhook: 'webhooks:manage',
  ring_group: 'config:read',
  certificate: 'config:read',
  schedule: 'config:read',
  inbound_route: 'config:read',
};

@ApiTags('deleted resources')
@Controller('deleted-resources')
export class DeletedResourcesController {
  constructor(private readonly database: Database) {}

  @Get()
  @Requires('config:read', 'access:manage', 'webhooks:manage')
  @AnswersPage(
    deletedResourceSchema,
    'List what was deleted in the last 24 hours and can be restored, newest first; of the kinds that the caller may read.',
  )
  async list(
    @Query({ schema: deletedResourceQuerySchema }) { kind: wanted, ...query }: DeletedResourceQuery,
    @Caller() { permissions }: Principal,
  ): Promise<Page<DeletedResource>> {
    const readable = deletedKindSchema.options.filter((kind) => permissions.includes(readers[kind]));
    const kinds = readable.filter((kind) => wanted === undefined || kind === wanted);
    const { items, nextCursor } = await DeletedResources.page(this.database.source, kinds, query);
    return { items: items.map(view), nextCursor };
  }
}

/** Its row stays inside: secrets are in it. */
function view({ kind, id, name, deletedBy, deletedAt, restorableUntil }: DeletedResourceEntity): DeletedResource {
  return {
    ...{ kind, id, name, deletedBy },
    deletedAt: deletedAt.toISOString(),
    restorableUntil: restorableUntil.toISOString(),
  };
}
