import 'reflect-metadata';
import { EnvError } from '@trunkline/platform';
import { createAdmin } from './commands/create-admin.js';
import { createApiKey } from './commands/create-api-key.js';
import { migrateDatabase } from './commands/migrate-database.js';
import { rebuildRecords } from './commands/rebuild-records.js';
import { rotateKey } from './commands/rotate-key.js';
import { UsageError } from './commands/usage-error.js';
import { verifyAuditLog } from './commands/verify-audit-log.js';
import { writeOpenapi } from './commands/write-openapi.js';

const usage = `Usage: cli.js COMMAND
  migrate                                        bring the database's schema up to this version
  create-admin --username NAME [--password-stdin]  add an administrator; prints the password it made
  create-api-key --name NAME [--expires-at TIME]  add an API key, which ends then; prints it
  rotate-key                                     seal every secret with TRUNKLINE_NEW_KEY instead of TRUNKLINE_KEY
  verify-audit-log                               check that no entry of the audit log was changed or taken out
  records-rebuild [--from TIME] [--to TIME] [--node NODE]
                                                 make call records anew from their raw call events; changes what differs
  openapi FILE [ASYNCAPI-FILE]                   write the API description, and that of the event stream
`;

const commands: Record<string, (args: string[]) => Promise<number>> = {
  migrate: migrateDatabase,
  'create-admin': createAdmin,
  'create-api-key': createApiKey,
  'rotate-key': rotateKey,
  'verify-audit-log': verifyAuditLog,
  'records-rebuild': rebuildRecords,
  openapi: writeOpenapi,
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) throw new UsageError(name ? `There is no command ${JSON.stringify(name)}.` : 'A command is missing.');
  return command(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const expected = error instanceof UsageError || error instanceof EnvError;
    process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${usage}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
