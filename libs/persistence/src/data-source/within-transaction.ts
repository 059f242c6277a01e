import type { DataSource, EntityManager } from 'typeorm';

/** `ds` as seen from inside the transaction of `manager`: all it runs belongs to it, a transaction is a savepoint. */
export function withinTransaction(ds: DataSource, manager: EntityManager): DataSource {
  return Object.create(ds, {
    manager: { value: manager },
    query: { value: manager.query.bind(manager) },
    createQueryBuilder: { value: manager.createQueryBuilder.bind(manager) },
  }) as DataSource;
}
