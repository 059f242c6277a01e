import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { assertMigrated, migrate, SchemaMismatch } from '../data-source/migrate.js';
import { allMigrations } from './all-migrations.js';

describe('migrations', () => {
  const database = testDatabase();

  it('leave a schema that is exactly what the entities say', async () => {
    const missing = await database.ds.driver.createSchemaBuilder().log();
    expect(missing.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('are noticed to differ when a column is gone (control)', async () => {
    await database.ds.query('ALTER TABLE trunks DROP COLUMN host');
    const missing = await database.ds.driver.createSchemaBuilder().log();
    expect(missing.upQueries).toHaveLength(1);
    await database.ds.query("ALTER TABLE trunks ADD COLUMN host text NOT NULL DEFAULT ''");
  });

  it('run once when two processes migrate at the same time', async () => {
    await dropAll();
    const ran = await Promise.all([migrate(database.ds), migrate(database.ds)]);
    expect(ran.flat().sort()).toEqual(allMigrations.map((migration) => migration.name).sort());
    await expect(assertMigrated(database.ds)).resolves.toBeUndefined();
  });

  it('are asked for, by name, on an empty database', async () => {
    await dropAll();
    await expect(assertMigrated(database.ds)).rejects.toThrow(SchemaMismatch);
    await expect(assertMigrated(database.ds)).rejects.toThrow(/lacks Initial\d+.*: run the migrate command/);
  });

  it('of a newer version are not accepted', async () => {
    await migrate(database.ds);
    await database.ds.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'FromTheFuture1')`);
    await expect(assertMigrated(database.ds)).rejects.toThrow(/newer version \(FromTheFuture1\)/);
  });

  async function dropAll(): Promise<void> {
    await database.ds.query('DROP SCHEMA public CASCADE');
    await database.ds.query('CREATE SCHEMA public');
  }
});
