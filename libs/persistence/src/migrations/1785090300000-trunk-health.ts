import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What raises an alarm, when calls go past a gateway, and how gateways fare. */
export class TrunkHealth1785090300000 implements MigrationInterface {
  name = 'TrunkHealth1785090300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE trunks
        ADD COLUMN alarm_on text[] NOT NULL DEFAULT '{forbidden}',
        ADD COLUMN breaker jsonb NOT NULL DEFAULT '{"enabled": true, "openAfterFailures": 5}'`);
    await runner.query('ALTER TABLE outbound_routes ADD COLUMN alarm_on text[]');
    await runner.query(`CREATE TABLE gateway_records (
        trunk_id uuid NOT NULL,
        gateway text NOT NULL,
        record jsonb NOT NULL,
        CONSTRAINT gateway_records_pkey PRIMARY KEY (trunk_id, gateway))`);
    await runner.query(`CREATE TABLE trunk_alarms (
        trunk_id uuid NOT NULL,
        gateway text NOT NULL,
        class text NOT NULL,
        sip_code int,
        calls int NOT NULL,
        untold int NOT NULL,
        first_at timestamptz(3) NOT NULL,
        last_at timestamptz(3) NOT NULL,
        told_at timestamptz(3) NOT NULL,
        last_call_id uuid NOT NULL,
        CONSTRAINT trunk_alarms_pkey PRIMARY KEY (trunk_id, gateway, class))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trunk_alarms');
    await runner.query('DROP TABLE gateway_records');
    await runner.query('ALTER TABLE outbound_routes DROP COLUMN alarm_on');
    await runner.query('ALTER TABLE trunks DROP COLUMN alarm_on, DROP COLUMN breaker');
  }
}
