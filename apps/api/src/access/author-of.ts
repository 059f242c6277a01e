import type { Principal } from '@trunkline/contracts';
import type { Author } from '@trunkline/persistence';
import { requestId } from '@trunkline/platform';

/** The caller as the audit log names him, with the request that is being answered. */
export function authorOf({ kind, id, name }: Principal): Author {
  return { kind, id, name, requestId: requestId() ?? null };
}

/** The command line as the audit log names it. */
export const commandLine: Author = { kind: 'system', id: null, name: 'command line', requestId: null };
