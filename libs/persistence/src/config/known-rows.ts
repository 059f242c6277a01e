import type { EntityManager, EntityTarget } from 'typeorm';
import type { ResourceEntity } from '../entities/resource.entity.js';

const ID_LENGTH = 36;

/**
 * The enabled resources of one kind, read again and again: of ten thousand those alone are read, and given to `made`, that
 * changed since the last time; the others are the same objects as then.
 */
export class KnownRows<E extends ResourceEntity, T> {
  private known = new Map<string, { version: string; made: T }>();

  constructor(
    private readonly entity: EntityTarget<E>,
    private readonly make: (row: E) => T,
  ) {}

  /** In no order. */
  async read(manager: EntityManager): Promise<T[]> {
    const listed = await this.versions(manager);
    const changed = listed.filter(({ id, version }) => this.known.get(id)?.version !== version).map(({ id }) => id);
    const rows = manager.createQueryBuilder(this.entity, 'row').where('row.id = ANY(:changed)', { changed });
    const read = new Map((changed.length === 0 ? [] : await rows.getMany()).map((row) => [row.id, this.make(row)]));
    const now = new Map<string, { version: string; made: T }>();
    for (const { id, version } of listed) {
      const made = read.get(id) ?? this.known.get(id)?.made;
      if (made !== undefined) now.set(id, { version, made });
    }
    this.known = now;
    return [...now.values()].map(({ made }) => made);
  }

  /** As one text, which is read in no time. By the time as well: in a restored database a revision is another one than before. */
  private async versions(manager: EntityManager): Promise<{ id: string; version: string }[]> {
    const { tableName } = manager.connection.getMetadata(this.entity);
    const [{ versions }] = await manager.query<[{ versions: string | null }]>(
      `SELECT string_agg(id || ' ' || revision || ' ' || extract(epoch FROM updated_at), E'\\n') AS versions FROM ${tableName} WHERE enabled`,
    );
    return versions?.split('\n').map((version) => ({ id: version.slice(0, ID_LENGTH), version })) ?? [];
  }
}
