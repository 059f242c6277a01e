import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AsteriskInstance } from '../asterisk/asterisk-instance.js';
import type { AsteriskProgram } from '../asterisk/find-asterisk.js';
import { ports, type Slot } from '../slot.js';
import { CarrierCertificate } from './carrier-certificate.js';
import { type AmiAddress, type PlacedCall, placeCall } from './placed-call.js';

/** What every Asterisk that is not the PBX is started with. */
export interface PeerOptions {
  program: AsteriskProgram;
  dir: string;
  templateDir: string;
  slot: Slot;
  /** Where the PBX is reached, when it is not the slot's own address. */
  pbxAddress?: string;
  amiSecret: string;
  restart?: boolean;
  say?: (message: string) => void;
}

/** A call from the carrier to one of our numbers. */
export interface CallIn {
  number: string;
  callerNumber?: string;
  callerName?: string;
  /**
   * `register`: to the contact our trunk registered, `tcp` likewise, `sdes` and `dtls` by TLS and with media encrypted so.
   * `ip`: from the second address, by IP.
   */
  via?: keyof typeof accounts;
  ringMs?: number;
}

const accounts = {
  register: 'trunkline',
  tcp: 'trunkline-tcp',
  ip: 'ip-peer',
  sdes: 'trunkline-sdes',
  dtls: 'trunkline-dtls',
} as const;

/**
 * The simulated carrier: an Asterisk that registers the customer `trunkline`, challenges its calls, has numbers with
 * known behaviour (asterisk-config/carrier/extensions.conf) and calls ours on request.
 */
export class Carrier {
  readonly asterisk: AsteriskInstance;
  /** What it shows to those who connect by TLS. */
  readonly certificate: CarrierCertificate;
  readonly #ami: AmiAddress;

  constructor(options: PeerOptions & { password: string }) {
    const { slot } = options;
    this.#ami = { host: slot.carrier, port: ports.ami, username: 'lab', secret: options.amiSecret };
    this.asterisk = new AsteriskInstance({
      ...options,
      name: 'carrier',
      beforeStart: () => this.certificate.makeOnce(),
      values: {
        ...peerValues(options, slot.carrier, 'carrier'),
        TLS_PORT: ports.sipTls,
        IP_BIND: slot.ipCarrier,
        CARRIER_PASSWORD: options.password,
      },
    });
    this.certificate = new CarrierCertificate(this.asterisk.dirs.etc, slot.carrier);
  }

  /** Folder of the wav files with what the carrier heard, named by number, time and channel. */
  get recordings(): string {
    return join(this.asterisk.dirs.spool, 'monitor');
  }

  /** Names of the recordings, oldest first. A file is complete once its call has ended. */
  async recordingNames(): Promise<string[]> {
    await mkdir(this.recordings, { recursive: true });
    return (await readdir(this.recordings)).filter((name) => name.endsWith('.wav')).sort();
  }

  /** Calls one of our numbers, plays 1400 Hz to who answers, and records what they send. */
  callIn(call: CallIn): Promise<PlacedCall> {
    const number = dialable(call.number);
    const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    return placeCall(this.#ami, {
      channel: `PJSIP/${number}@${accounts[call.via ?? 'register']}`,
      context: 'call-in',
      callerNumber: call.callerNumber ?? '+15550109999',
      callerName: call.callerName,
      ringMs: call.ringMs,
      variables: { RECORDING: `in-${number}-${at}-${process.hrtime.bigint()}.wav` },
    });
  }

  /** Whether the customer's trunk is registered now, by that account. */
  async hasRegistration(via: Exclude<keyof typeof accounts, 'ip'> = 'register'): Promise<boolean> {
    const account = accounts[via];
    return (await this.asterisk.command(`pjsip show aor ${account}`)).includes(`Contact:  ${account}/`);
  }
}

/** A number as a phone dials it; anything that could mean more than digits in a channel name is refused. */
export function dialable(number: string): string {
  if (/^[0-9+*#]{1,40}$/.test(number)) return number;
  throw new Error(`"${number}" is no number: digits, +, * and # only`);
}

/** Values of the templates that carrier and phones have in common. */
export function peerValues({ slot, pbxAddress, amiSecret }: PeerOptions, address: string, name: string) {
  return {
    SYSTEMNAME: `${name}-${slot.number}`,
    ENTITYID: entityId(slot, name),
    SIP_BIND: address,
    SIP_PORT: ports.sip,
    RTP_START: ports.rtpStart,
    RTP_END: ports.rtpEnd,
    AMI_BIND: address,
    AMI_PORT: ports.ami,
    AMI_SECRET: amiSecret,
    PBX_BIND: pbxAddress ?? slot.pbx,
    PBX_PORT: ports.sip,
  };
}

/** An entity id (written like a MAC address, locally administered) that differs for each Asterisk of the machine. */
export function entityId(slot: Slot, name: string): string {
  const bytes = [0x02, 0x74, 0x6c, slot.number, name.charCodeAt(0), name.charCodeAt(1)];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
