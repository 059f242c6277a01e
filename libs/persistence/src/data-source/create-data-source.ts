import 'reflect-metadata';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { allEntities } from '../entities/all-entities.js';
import { allMigrations } from '../migrations/all-migrations.js';
import { PatientPool } from './patient-pool.js';
import { PlainNames } from './plain-names.js';
import { StrictClient } from './strict-client.js';

/** How a process uses its pool. */
export interface DataSourceSettings {
  /** Seen in pg_stat_activity. */
  applicationName?: string;
  /** Connections at most. */
  poolSize?: number;
  /**
   * A query that takes longer fails here, even when the server is frozen; so does a wait for a connection, unless others are
   * given one meanwhile.
   */
  queryTimeoutMs?: number;
  /** Called when an idle connection breaks. It is never fatal: the next query opens another. */
  onPoolError?: (error: Error) => void;
}

/**
 * A DataSource on Postgres >= 16. `initialize()` opens no connection, so that a process starts and recovers whether
 * or not there is a database: queries fail until there is one (see `isDatabaseUnavailable`).
 */
export function createDataSource(url: string, settings: DataSourceSettings = {}): DataSource {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: allEntities,
    migrations: allMigrations,
    migrationsTableName: 'migrations',
    namingStrategy: new PlainNames(),
    synchronize: false,
    logging: false,
    installExtensions: false,
  });
  connectLazily(source.driver as PostgresDriver, url, settings);
  return source;
}

function connectLazily(driver: PostgresDriver, url: string, settings: DataSourceSettings): void {
  driver.connect = () => {
    const config = { ...poolConfig(url, settings), Client: StrictClient } as pg.PoolConfig;
    const pool = new PatientPool(config, Math.min(2000, settings.queryTimeoutMs ?? 2000));
    pool.on('error', settings.onPoolError ?? (() => undefined));
    // What TypeORM would ask the server for. assertMigrated checks the real version.
    driver.version = '16.0';
    driver.database = pool.options.database ?? databaseOf(url);
    driver.searchSchema = 'public';
    driver.schema ??= 'public';
    driver.isGeneratedColumnsSupported = true;
    driver.master = pool;
    return Promise.resolve();
  };
  driver.afterConnect = () => Promise.resolve();
}

function poolConfig(url: string, { applicationName, poolSize, queryTimeoutMs }: DataSourceSettings): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: applicationName ?? 'trunkline',
    max: poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    ...(queryTimeoutMs === undefined ? {} : { query_timeout: queryTimeoutMs }),
  };
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
