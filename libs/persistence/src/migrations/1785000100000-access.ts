import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users that can be disabled, where sessions come from, lock-out of logins, and the audit log. */
export class Access1785000100000 implements MigrationInterface {
  name = 'Access1785000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD COLUMN enabled boolean NOT NULL DEFAULT true`);
    await runner.query(`ALTER TABLE sessions ADD COLUMN address text, ADD COLUMN user_agent text`);
    await runner.query(`CREATE TABLE login_failures (
        scope text NOT NULL,
        subject text NOT NULL,
        count integer NOT NULL,
        last_at timestamptz NOT NULL,
        blocked_until timestamptz NOT NULL,
        CONSTRAINT login_failures_pkey PRIMARY KEY (scope, subject)
      )`);
    await runner.query(`CREATE INDEX login_failures_last_at_idx ON login_failures (last_at)`);
    await runner.query(`CREATE TABLE audit_log (
        number integer NOT NULL,
        at timestamptz(3) NOT NULL,
        actor_kind text NOT NULL,
        actor_id uuid,
        actor_name text NOT NULL,
        action text NOT NULL,
        resource_kind text NOT NULL,
        resource_id text,
        resource_name text NOT NULL,
        before jsonb,
        after jsonb,
        request_id text,
        hash text NOT NULL,
        CONSTRAINT audit_log_pkey PRIMARY KEY (number)
      )`);
    await runner.query(`CREATE INDEX audit_log_at_idx ON audit_log (at)`);
    await runner.query(`CREATE INDEX audit_log_resource_idx ON audit_log (resource_id, number)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE audit_log`);
    await runner.query(`DROP TABLE login_failures`);
    await runner.query(`ALTER TABLE sessions DROP COLUMN address, DROP COLUMN user_agent`);
    await runner.query(`ALTER TABLE users DROP COLUMN enabled`);
  }
}
