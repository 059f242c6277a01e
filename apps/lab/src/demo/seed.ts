import { readFile, writeFile } from 'node:fs/promises';
import type {
  Extension,
  ExtensionWithSecret,
  OutboundRoute,
  PhoneNumber,
  Trunk,
  TrunkPatch,
} from '@trunkline/contracts';
import type { Phone, Stack } from '@trunkline/local-runtime';
import type { Rest } from './rest.js';

/** The number of ours that the demo's carrier calls. */
export const demoNumber = '+15550200001';
const people = [
  { number: '1001', name: 'Ada Lovelace' },
  { number: '1002', name: 'Grace Hopper' },
  { number: '1003', name: 'Hedy Lamarr' },
];

/** What the demo works with. */
export interface Seeded {
  trunkId: string;
  phones: Phone[];
}

/** Makes what is missing: a trunk to the carrier, three extensions, a number and a route. Twice changes nothing. */
export async function seed(rest: Rest, stack: Stack, secretsFile: string): Promise<Seeded> {
  const trunk = await seedTrunk(rest, stack);
  const phones = await seedExtensions(rest, secretsFile);
  const extensions = await rest.all<Extension>('/extensions');
  const first = extensions.find(({ number }) => number === people[0]?.number);
  const numbers = await rest.all<PhoneNumber>('/numbers');
  if (first && !numbers.some(({ number }) => number === demoNumber)) {
    const destination = { type: 'extension', extensionId: first.id };
    await rest.apply('POST', '/numbers', { number: demoNumber, label: 'Demo', destination });
  }
  await seedRoute(rest, trunk.id);
  return { trunkId: trunk.id, phones };
}

async function seedTrunk(rest: Rest, stack: Stack): Promise<Trunk> {
  const { host, port, username, password } = stack.carrierAccount;
  const name = 'Demo carrier';
  const existing = (await rest.all<Trunk>('/trunks')).find((trunk) => trunk.name === name);
  if (!existing) return rest.apply('POST', '/trunks', { name, host, port, auth: 'register', username, password });
  if (existing.host === host && existing.port === port && existing.username === username) return existing;
  const patch: TrunkPatch = { host, port, username, password };
  return rest.apply('PATCH', `/trunks/${existing.id}`, patch);
}

async function seedRoute(rest: Rest, trunkId: string): Promise<void> {
  const name = 'Demo: everything to the carrier';
  const routes = await rest.all<OutboundRoute>('/outbound-routes');
  if (routes.some((route) => route.name === name)) return;
  // Ten digits and more, so that a mistyped extension never becomes a call to the carrier.
  const patterns = [{ match: '+X.' }, { match: 'XXXXXXXXX.', prepend: '+' }];
  await rest.apply('POST', '/outbound-routes', { name, patterns, trunkIds: [trunkId] });
}

/** Extensions of the demo with their secrets, which the API shows once: they are kept in `secretsFile` (0600). */
async function seedExtensions(rest: Rest, secretsFile: string): Promise<Phone[]> {
  const kept: Phone[] = JSON.parse(await readFile(secretsFile, 'utf8').catch(() => '[]'));
  const existing = await rest.all<Extension>('/extensions');
  const phones: Phone[] = [];
  for (const person of people) {
    const found = existing.find(({ number }) => number === person.number);
    const known = kept.find(({ sipUsername }) => sipUsername === found?.sipUsername);
    if (known) phones.push(known);
    // Somebody else's extension: a new secret would cut off their phone.
    if (found) continue;
    const made = await rest.apply<ExtensionWithSecret>('POST', '/extensions', person);
    phones.push({ number: made.number, sipUsername: made.sipUsername, secret: made.secret });
    await writeFile(secretsFile, `${JSON.stringify(phones)}\n`, { mode: 0o600 });
  }
  return phones;
}
