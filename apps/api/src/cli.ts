import 'reflect-metadata';
import { EnvError } from '@trunkline/platform';
import { UsageError } from './commands/usage-error.js';

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

type Command = (args: string[]) => Promise<number>;

// Each loads what it needs when it is asked for: most need little, the description needs the whole API.
const commands: Record<string, () => Promise<Command>> = {
  migrate: async () => (await import('./commands/migrate-database.js')).migrateDatabase,
  'create-admin': async () => (await import('./commands/create-admin.js')).createAdmin,
  'create-api-key': async () => (await import('./commands/create-api-key.js')).createApiKey,
  'rotate-key': async () => (await import('./commands/rotate-key.js')).rotateKey,
  'verify-audit-log': async () => (await import('./commands/verify-audit-log.js')).verifyAuditLog,
  'records-rebuild': async () => (await import('./commands/rebuild-records.js')).rebuildRecords,
  openapi: async () => (await import('./commands/write-openapi.js')).writeOpenapi,
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const load = commands[name];
  if (!load) throw new UsageError(name ? `There is no command ${JSON.stringify(name)}.` : 'A command is missing.');
  return (await load())(args);
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
