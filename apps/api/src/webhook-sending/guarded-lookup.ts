import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Resolver } from './resolver.js';
import { addressProblem } from './target-rules.js';

/** The target is at an address that must not be spoken to. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

/**
 * What a socket asks for the addresses it connects to: only those that are allowed come back. The check and the
 * connection use the same answer, so that a name that changes its address in between (DNS rebinding) gains nothing.
 */
export function guardedLookup(url: URL, networks: readonly string[], { resolve }: Resolver): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      (found) => {
        const allowed = found.filter(({ address }) => addressProblem(url, address, networks) === null);
        const [first] = allowed;
        if (!first) return callback(new TargetRefused(problemOf(url, found, networks)), '', 0);
        // The types of Node know one of the two forms only.
        if (options.all) return callback(null, allowed as unknown as string, 0);
        return callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

function problemOf(url: URL, found: readonly LookupAddress[], networks: readonly string[]): string {
  const [first] = found;
  if (!first) return 'its name has no address';
  return `The URL ${addressProblem(url, first.address, networks)}.`;
}
