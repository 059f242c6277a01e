import { setTimeout as sleep } from 'node:timers/promises';
import type { AmiClient, AriRest } from '@trunkline/asterisk';
import type { ExpectedObjects } from '@trunkline/config-renderer';

/** What Asterisk has too little or too much, null when it has exactly what it should have. */
export type Difference = string | null;

const ours = /^[te]_[a-z2-7]{10}$/;

/**
 * Asks Asterisk what it has after a reload, for up to `patience` ms: it makes endpoints in the background. Throws
 * AsteriskError when it cannot be asked.
 */
export async function readBack(
  rest: AriRest,
  ami: AmiClient,
  expected: ExpectedObjects,
  patience = 3000,
): Promise<Difference> {
  const deadline = Date.now() + patience;
  for (;;) {
    const difference = await compare(rest, ami, expected);
    if (difference === null || Date.now() >= deadline) return difference;
    await sleep(50);
  }
}

async function compare(rest: AriRest, ami: AmiClient, expected: ExpectedObjects): Promise<Difference> {
  const endpoints = await rest.endpoints();
  const present = endpoints.filter((e) => e.technology === 'PJSIP' && ours.test(e.resource)).map((e) => e.resource);
  const registrations = (await ami.outboundRegistrations()).map((registration) => registration.name);
  return (
    difference('endpoint', expected.endpoints, present) ??
    difference(
      'registration',
      expected.registrations,
      registrations.filter((name) => ours.test(name)),
    )
  );
}

function difference(what: string, wanted: readonly string[], found: readonly string[]): Difference {
  const missing = wanted.filter((name) => !found.includes(name));
  if (missing.length > 0) return `Asterisk did not take the ${what} ${list(missing)}.`;
  const extra = found.filter((name) => !wanted.includes(name));
  return extra.length > 0 ? `Asterisk still has the ${what} ${list(extra)}.` : null;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
