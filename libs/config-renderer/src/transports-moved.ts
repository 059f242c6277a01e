import { confSections } from './conf/conf-sections.js';

type Files = ReadonlyMap<string, string>;

/**
 * Whether what carriers were told of us may be another address now. A transport that is new or no longer needed moves
 * nobody: a trunk that goes to another one has another registration. Pure.
 */
export function transportsMoved(from: Files, to: Files): boolean {
  const [before, after] = [from, to].map((files) => confSections(files.get('pjsip_transport.conf') ?? ''));
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  return names.some((name) => {
    const isOptional = name.startsWith('tls') && !(before?.has(name) && after?.has(name));
    return !isOptional && before?.get(name) !== after?.get(name);
  });
}
