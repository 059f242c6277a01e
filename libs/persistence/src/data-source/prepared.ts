import type pg from 'pg';
import type { EntityManager } from 'typeorm';

/** A statement that a connection parses and plans once, under its name, however often it runs. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** Runs a prepared statement on the connection of a transaction: for what runs many times a second. */
export async function runPrepared<Row>(
  { queryRunner }: EntityManager,
  statement: Prepared,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  if (!queryRunner) throw new TypeError('a prepared statement needs the connection of a transaction');
  const client = (await queryRunner.connect()) as pg.ClientBase;
  const { rows } = await client.query({ ...statement, values: [...values] });
  return rows as Row[];
}
