import { AuditLog } from '@trunkline/persistence';
import { parse } from './usage-error.js';
import { withDatabase } from './with-database.js';

const broken = 4;

/** `verify-audit-log`: computes the hash chain of the audit log again. Ends with 4 and the first entry that is wrong. */
export async function verifyAuditLog(args: string[]): Promise<number> {
  parse(args, {});
  const verdict = await withDatabase((source) => AuditLog.verify(source));
  if (!verdict.whole) {
    process.stderr.write(`The audit log is not whole: entry ${verdict.number} was changed, added or taken out.\n`);
    return broken;
  }
  process.stdout.write(`The audit log is whole: ${verdict.entries} entries, the last has the hash ${verdict.head}.\n`);
  return 0;
}
