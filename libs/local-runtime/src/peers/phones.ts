import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AsteriskInstance } from '../asterisk/asterisk-instance.js';
import { ports } from '../slot.js';
import { dialable, type PeerOptions, peerValues } from './carrier.js';
import { type AmiAddress, type PlacedCall, placeCall } from './placed-call.js';

/** A phone on a desk: what people dial to reach it, and the account it registers with. */
export interface Phone {
  number: string;
  sipUsername: string;
  secret: string;
}

/** The pjsip objects of the phones; refuses texts that could be more than a value in Asterisk's files. */
export function renderPhones(phones: readonly Phone[], pbxAddress: string): string {
  return phones
    .map(({ number, sipUsername, secret }) => {
      if (!/^\d{2,8}$/.test(number) || !/^e_[a-z0-9]+$/.test(sipUsername) || !/^[!-:<-~]+$/.test(secret)) {
        throw new Error(`the phone ${JSON.stringify(number)} has a number, user name or secret that cannot be written`);
      }
      const name = `phone-${number}`;
      const registrar = `${pbxAddress}:${ports.sip}`;
      return `
[${name}](phone)
aors = ${name}
outbound_auth = ${name}
from_user = ${sipUsername}
[${name}]
type = auth
auth_type = userpass
username = ${sipUsername}
password = ${secret}
[${name}](phone-aor)
[${name}](phone-registration)
client_uri = sip:${sipUsername}@${registrar}
contact_user = ${sipUsername}
outbound_auth = ${name}
`;
    })
    .join('');
}

/** The phones of the demo: one Asterisk that registers as each of them, answers after 2 s and hums 800 Hz. */
export class Phones {
  readonly asterisk: AsteriskInstance;
  readonly #ami: AmiAddress;

  constructor(options: PeerOptions & { phones: () => readonly Phone[] | Promise<readonly Phone[]> }) {
    const { slot } = options;
    this.#ami = { host: slot.phones, port: ports.ami, username: 'lab', secret: options.amiSecret };
    this.asterisk = new AsteriskInstance({
      ...options,
      name: 'phones',
      values: peerValues(options, slot.phones, 'phones'),
      beforeStart: async (etcDir) => {
        const text = renderPhones(await options.phones(), options.pbxAddress ?? slot.pbx);
        await writeFile(join(etcDir, 'phones.conf'), text, { mode: 0o640 });
      },
    });
  }

  /** Lets a phone dial a number; what it hears is recorded in the spool folder. */
  call(from: string, number: string): Promise<PlacedCall> {
    const phone = `phone-${dialable(from)}`;
    const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    return placeCall(this.#ami, {
      channel: `PJSIP/${dialable(number)}@${phone}`,
      context: 'talk',
      variables: { RECORDING: `${from}-${at}-${process.hrtime.bigint()}.wav` },
    });
  }

  /** Numbers of the phones that are registered now. */
  async registered(): Promise<string[]> {
    const output = await this.asterisk.command('pjsip show registrations');
    return [...output.matchAll(/phone-(\d+)\/\S+\s+\S+\s+Registered\b/g)].flatMap((match) => match[1] ?? []);
  }
}
