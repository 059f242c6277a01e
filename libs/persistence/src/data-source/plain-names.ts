import { DefaultNamingStrategy, type Table } from 'typeorm';

/** Names primary keys as Postgres would, `<table>_pkey`. All other constraints and columns are named in the entities. */
export class PlainNames extends DefaultNamingStrategy {
  override primaryKeyName(tableOrName: Table | string): string {
    return `${this.getTableName(tableOrName)}_pkey`;
  }
}
