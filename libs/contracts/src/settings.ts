import { z } from 'zod';
import { tlsCertificateIdSchema } from './certificates.js';
import { resourceFields, timestampSchema } from './common.js';
import { driftFields } from './config-drift.js';

/** An IPv4 address of one machine: SIP and media of this PBX are IPv4, and Asterisk would resolve a name only once. */
const hostAddressSchema = z
  .ipv4({ error: 'must be an IPv4 address, such as 203.0.113.7', abort: true })
  .refine((text) => firstByte(text) > 0 && firstByte(text) < 224, 'must be the address of one machine');

/** A network in CIDR form whose address is its first. */
const networkSchema = z
  .cidrv4({ error: 'must be an IPv4 network, such as 192.168.0.0/16', abort: true })
  .refine((text) => Number(text.split('/')[1]) >= 1, 'must not be every address there is')
  .refine(isFirstOfNetwork, 'must be the first address of its network, such as 192.168.0.0/16');

const portSchema = z.number().int().min(1024, 'must be 1024 or higher').max(65_535);

/**
 * An http or https URL with `{number}` in the place of the digits of who calls. It becomes an argument in the dialplan, so
 * what has a meaning there is none of it.
 */
export const callerNameUrlSchema = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/[A-Za-z0-9\-._~%/?&=:@+]*\{number\}[A-Za-z0-9\-._~%/?&=:@+]*$/,
    'must be an http or https URL with {number} once, such as https://names.example.com/?q={number}',
  );

const fields = {
  /** What peers outside the local networks are told to send SIP and media to; null: the address of the PBX itself. */
  publicAddress: hostAddressSchema.nullable(),
  /** Who is in one of these is told the address of the PBX itself. Without a public address they mean nothing. */
  localNetworks: z
    .array(networkSchema)
    .max(50)
    .refine((networks) => new Set(networks).size === networks.length, 'must not name a network twice'),
  /** Ports of media, both or neither; null: those the node was installed with. */
  rtpPortStart: portSchema.refine((port) => port % 2 === 0, 'must be even: RTP uses even ports').nullable(),
  rtpPortEnd: portSchema.nullable(),
  /** Port of SIP over UDP and TCP; null: the one the node was installed with. Needs a restart. */
  sipPort: portSchema.nullable(),
  /** The certificate that this PBX shows to those who connect by TLS; null: nobody can. */
  tlsCertificateId: tlsCertificateIdSchema,
  /** Who is asked for the names of those who call from outside; null: nobody, and the name is that which the carrier sends. */
  callerNameUrl: callerNameUrlSchema.nullable(),
  /** Whose tones callers hear, and how numbers without a plus are read (ISO 3166-1 alpha-2). */
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters of ISO 3166-1, such as DE'),
};

/** Body of `PATCH /settings`, a JSON merge patch (RFC 7396): a list is replaced whole. */
export const settingsPatchSchema = z.strictObject(fields).partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** What a node was installed with: this holds where a setting is null. */
export const installationSchema = z.object({
  sipAddress: z.string(),
  sipPort: z.number().int(),
  rtpPortStart: z.number().int(),
  rtpPortEnd: z.number().int(),
});
export type Installation = z.infer<typeof installationSchema>;

/** A setting that Asterisk takes only when it starts: what it runs with (null: nothing) and what it should. */
export const stagedSettingSchema = z.object({
  field: z.enum(['sipPort']),
  running: z.number().int().nullable(),
  wanted: z.number().int(),
});
export type StagedSetting = z.infer<typeof stagedSettingSchema>;

/** `idle` waits until no call is left. */
export const restartWhenSchema = z.enum(['now', 'idle']);
export type RestartWhen = z.infer<typeof restartWhenSchema>;

/** A restart of Asterisk that was asked for. `reason` says why it failed. */
export const restartSchema = z.object({
  when: restartWhenSchema,
  status: z.enum(['waiting', 'restarting', 'failed']),
  requestedAt: timestampSchema,
  reason: z.string().nullable(),
});
export type Restart = z.infer<typeof restartSchema>;

/** Body of `POST /system/restart`. */
export const restartRequestSchema = z.strictObject({ when: restartWhenSchema });
export type RestartRequest = z.infer<typeof restartRequestSchema>;

/** What a restart of Asterisk would put into effect, how many calls it would cut now, and one that is under way. */
export const restartNeedFields = {
  restartRequired: z.array(stagedSettingSchema),
  callsCutByRestart: z.number().int().nonnegative(),
  restart: restartSchema.nullable(),
};

/** The settings of the node as they are read. `installed` is null until its agent has reported. */
export const settingsSchema = z.object({
  ...resourceFields,
  ...fields,
  ...driftFields,
  installed: installationSchema.nullable(),
  ...restartNeedFields,
});
export type Settings = z.infer<typeof settingsSchema>;

/** Fewest ports of media: with two for each leg they carry 25 calls. */
export const fewestRtpPorts = 100;

function firstByte(address: string): number {
  return Number(address.split('.')[0]);
}

function isFirstOfNetwork(text: string): boolean {
  const [address = '', length = ''] = text.split('/');
  const bits = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return bits % 2 ** (32 - Number(length)) === 0;
}
