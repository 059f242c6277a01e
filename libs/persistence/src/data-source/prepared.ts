import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

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

/** Runs a prepared statement by itself, outside any transaction. */
export async function queryPrepared<Row>(
  { driver }: DataSource,
  statement: Prepared,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const pool = (driver as PostgresDriver).master as pg.Pool;
  const { rows } = await pool.query({ ...statement, values: [...values] });
  return rows as Row[];
}
