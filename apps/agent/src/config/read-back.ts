import { setTimeout as sleep } from 'node:timers/promises';
import type { AriRest } from '@trunkline/asterisk';
import type { ExpectedObjects } from '@trunkline/config-renderer';
import type { ControlSocket } from '../connection/control-socket.js';

/** All that should be there, and which endpoints came and went with the change. */
export interface ReadBackQuestion {
  expected: ExpectedObjects;
  added: readonly string[];
  removed: readonly string[];
  /** Whether endpoints may be others than before: listing ten thousand takes Asterisk a while. */
  listed: boolean;
}

/** What Asterisk has too little or too much, null when it has exactly what it should have. */
export type Difference = string | null;

const ours = /^t_[a-z2-7]{10}$/;
/** Of thousands of changed endpoints some are asked for one by one: a file is taken whole or not at all. */
const mostAsked = 20;

/**
 * Asks Asterisk what it has after a reload, for up to `patience` ms: it makes endpoints in the background. Throws
 * AsteriskError when it cannot be asked.
 */
export async function readBack(
  rest: AriRest,
  control: ControlSocket,
  question: ReadBackQuestion,
  patience = 3000,
): Promise<Difference> {
  const deadline = Date.now() + patience;
  for (;;) {
    const difference = await compare(rest, control, question);
    if (difference === null || Date.now() >= deadline) return difference;
    await sleep(50);
  }
}

async function compare(
  rest: AriRest,
  control: ControlSocket,
  { expected, added, removed, listed }: ReadBackQuestion,
): Promise<Difference> {
  const missing = listed ? await notListed(rest, expected.endpoints) : [];
  // ARI goes on listing endpoints that were removed: for those that changed, the object itself is asked for.
  for (const name of added.slice(0, mostAsked)) if (!(await isThere(rest, name))) missing.push(name);
  const extra: string[] = [];
  for (const name of removed.slice(0, mostAsked)) if (await isThere(rest, name)) extra.push(name);
  const registrations = (await control.ask((asterisk) => asterisk.outboundRegistrations()))
    .map(({ name }) => name)
    .filter((name) => ours.test(name));
  const transports: string[] = [];
  for (const name of expected.transports) {
    if (!(await rest.objectExists('res_pjsip', 'transport', name))) transports.push(name);
  }
  const transport = await rest.objectFields('res_pjsip', 'transport', 'udp');
  const told = transport?.get('external_media_address') ?? '';
  return (
    difference('transport', transports, []) ??
    difference('endpoint', missing, extra) ??
    difference(
      'registration',
      expected.registrations.filter((name) => !registrations.includes(name)),
      registrations.filter((name) => !expected.registrations.includes(name)),
    ) ??
    // No transport at all is its port being taken: nothing that a configuration could mend.
    (transport === null || told === expected.publicAddress ? null : 'Asterisk did not take the public address.')
  );
}

async function notListed(rest: AriRest, endpoints: readonly string[]): Promise<string[]> {
  const listed = new Set((await rest.endpoints()).map(({ technology, resource }) => `${technology}/${resource}`));
  return endpoints.filter((name) => !listed.has(`PJSIP/${name}`));
}

function isThere(rest: AriRest, endpoint: string): Promise<boolean> {
  return rest.objectExists('res_pjsip', 'endpoint', endpoint);
}

function difference(what: string, missing: readonly string[], extra: readonly string[]): Difference {
  if (missing.length > 0) return `Asterisk did not take the ${what} ${list(missing)}.`;
  return extra.length > 0 ? `Asterisk still has the ${what} ${list(extra)}.` : null;
}

function list(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
