import type { Directory, DirectoryEntry, DirectoryExtension, DirectoryNumber } from './directory.js';

/** What was looked up, by kind and name, and what it was; null when there was nothing of that name. */
export type DirectoryMemory = Record<string, DirectoryEntry | DirectoryExtension | DirectoryNumber | string | null>;

/**
 * `now` as it was when `memory` was made, and for the rest as it is: names and numbers of what was looked up before do
 * not change any more. `memory` (a new object) holds every look-up, old and new.
 */
export function rememberingDirectory(
  now: Directory,
  before: DirectoryMemory = {},
): { directory: Directory; memory: DirectoryMemory } {
  const memory: DirectoryMemory = {};
  const look = <T extends DirectoryMemory[string]>(kind: string, name: string, find: (name: string) => T): T => {
    const key = `${kind} ${name}`;
    const found = Object.hasOwn(before, key) ? (before[key] as T) : find(name);
    memory[key] = found;
    return found;
  };
  return {
    memory,
    directory: {
      trunk: (ref) => look('trunk', ref, now.trunk),
      route: (ref) => look('route', ref, now.route),
      extension: (ref) => look('extension', ref, now.extension),
      extensionByNumber: (number) => look('number', number, now.extensionByNumber),
      numberDialled: (dialled) => look('did', dialled, now.numberDialled),
      e164: (number) => look('e164', number, now.e164),
    },
  };
}
