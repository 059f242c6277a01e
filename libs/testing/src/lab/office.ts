import type {
  Extension,
  ExtensionWithSecret,
  OutboundRoute,
  PhoneNumber,
  Trunk,
  TrunkCreate,
} from '@trunkline/contracts';
import { ports, waitFor } from '@trunkline/local-runtime';
import { aNumber, anExtension, anOutboundRoute, aTrunk } from '../build/resources.js';
import { SippPhone } from '../sipp/phone.js';
import type { LabStack } from './lab-stack.js';

/** A small company on a lab: one trunk that is registered, two extensions, a number that rings the first, a route. */
export interface Office {
  trunk: Trunk;
  /** 1001, which the number rings. */
  ada: Extension;
  /** 1002. */
  ben: Extension;
  number: PhoneNumber;
  route: OutboundRoute;
  adasPhone: SippPhone;
  bensPhone: SippPhone;
}

/**
 * Creates an office over the API and waits until all of it is live. The phones are not registered yet. `trunkOf` makes the
 * body of its trunk from the account at the carrier.
 */
export async function anOffice(
  lab: LabStack,
  trunkOf: (account: { host: string; username: string; password: string }) => object = aTrunk,
): Promise<Office> {
  // What does not need the other is created at the same time: the agent applies it in one go.
  const [trunk, ada, ben] = await Promise.all([
    create<Trunk>(lab, '/trunks', trunkOf({ host: lab.slot.carrier, ...lab.carrierAccount })),
    create<ExtensionWithSecret>(lab, '/extensions', anExtension()),
    create<ExtensionWithSecret>(lab, '/extensions', anExtension({ number: '1002', name: 'Ben' })),
  ]);
  const destination = { type: 'extension', extensionId: ada.id } as const;
  const [number, route] = await Promise.all([
    create<PhoneNumber>(lab, '/numbers', aNumber({ destination })),
    create<OutboundRoute>(lab, '/outbound-routes', anOutboundRoute({ trunkIds: [trunk.id] })),
  ]);
  await trunkRegistered(lab);
  return {
    trunk,
    ada,
    ben,
    number,
    route,
    adasPhone: phoneOf(lab, ada, lab.slot.peer(0)),
    bensPhone: phoneOf(lab, ben, lab.slot.peer(1)),
  };
}

/**
 * A trunk without digest toward a SIPp at `address`: calls from there are the carrier's. What the load tests use,
 * because one SIPp makes more calls a second than the simulated carrier.
 */
export function anIpTrunk(lab: LabStack, address: string, fields: Partial<TrunkCreate> = {}): Promise<Trunk> {
  const body = aTrunk({ name: 'SIPp', host: address, auth: 'ip', username: null, password: null, ...fields });
  return create<Trunk>(lab, '/trunks', body);
}

/** Creates a resource and waits until Asterisk has it. */
export async function create<T>(lab: LabStack, path: string, body: unknown): Promise<T> {
  const answer = await lab.api.send('POST', `${path}?wait=applied`, body);
  const status = answer.headers.get('Trunkline-Revision-Status');
  const text = await answer.text();
  if (answer.status !== 201 || status !== 'applied')
    throw new Error(`POST ${path}: ${answer.status}, revision ${status}: ${text}`);
  return JSON.parse(text) as T;
}

/** Waits until the carrier has our registration. */
export async function trunkRegistered(lab: LabStack, timeoutMs = 15_000): Promise<void> {
  await waitFor('the carrier to have the registration', () => lab.carrier.hasRegistration(), {
    timeoutMs,
    everyMs: 100,
  });
}

function phoneOf(lab: LabStack, extension: ExtensionWithSecret, address: string): SippPhone {
  const { sipUsername: username, secret } = extension;
  return new SippPhone({ address, pbx: { address: lab.slot.pbx, port: ports.sip }, username, secret });
}
