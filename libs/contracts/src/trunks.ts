import { z } from 'zod';
import { callerIdPolicySchema, callerNumberSchema } from './caller-id.js';
import { trunkAuths } from './choices.js';
import {
  codecListSchema,
  flagQuerySchema,
  labelSchema,
  pageQuerySchema,
  resourceFields,
  sipHostSchema,
  sipSecretSchema,
  sortSchema,
} from './common.js';
import { driftFields } from './config-drift.js';
import { alarmingClasses, carrierFaults, failoverSchema } from './failover.js';
import { numberingPatchSchema, numberingSchema } from './numbering.js';
import { trunkRatesSchema } from './rates.js';
import { breakerDefaults, breakerPatchSchema, breakerSchema } from './trunk-health.js';
import { sipTransportSchema, trunkSecurityDefaults, trunkSecurityFields } from './trunk-security.js';
import { trunkSipFields } from './trunk-sip.js';
import { trunkSipDefaults } from './trunk-sip-create.js';
import { trunkSourceDefaults, trunkSourceFields } from './trunk-sources.js';
import { trunkStateSchema } from './trunk-state.js';

/** Null: the servers and their ports are looked up by SRV at each call (RFC 3263), so the host must be a name. */
const portSchema = z.number().int().min(1).max(65535).nullable();

/** What is wrong with a host and a port that do not fit together, in words; null: nothing. */
export const portTrouble = ({ host, port }: { host: string; port: number | null }): string | null =>
  port === null && /^\[|^\d+(?:\.\d+){3}$/.test(host)
    ? 'is required where host is an address: only names have SRV records'
    : null;

/**
 * One address of a trunk that calls out go to. The one of the lowest `priority` is tried first; among equal ones that one
 * which is drawn by `weight`, then those that follow it in the list (after RFC 2782).
 */
export const gatewaySchema = z.strictObject({
  host: sipHostSchema,
  port: portSchema.default(5060),
  priority: z.number().int().min(0).max(100).default(1),
  weight: z.number().int().min(1).max(100).default(1),
});
export type Gateway = z.infer<typeof gatewaySchema>;

/** `host:port`, as people write it, or `host` where the port is looked up. What is known of a gateway is kept under it. */
export const gatewayAddress = ({ host, port }: Pick<Gateway, 'host' | 'port'>): string =>
  port === null ? host : `${host}:${port}`;

/** The gateways of a trunk, none twice, each with a port where it has no name to look up. */
export const gatewaysSchema = z
  .array(gatewaySchema)
  .max(10)
  .superRefine((gateways, context) => {
    gateways.forEach((gateway, index) => {
      const message = portTrouble(gateway);
      if (message !== null) context.addIssue({ code: 'custom', path: [index, 'port'], message });
    });
    const addresses = gateways.map((gateway) => gatewayAddress(gateway).toLowerCase());
    addresses.forEach((address, index) => {
      if (addresses.indexOf(address) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'host'], message: 'must not be an address that stands above' });
    });
  });

const sipUserSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_.+!%*'~-]+$/, "must be a SIP user name: letters, digits and _.+!%*'~-");

/**
 * How the two sides know each other. `register`: we send REGISTER, and answer challenges, with credentials. `ip`: both trust
 * addresses. `digest`: we answer challenges of our calls and register nowhere. `peer_registers`: another PBX registers here, as
 * the user `ref`, and calls go to where it is then.
 */
export const trunkAuthSchema = z.enum(trunkAuths);
export type TrunkAuth = z.infer<typeof trunkAuthSchema>;

/** A user name that callers over the trunk may prove by a password. */
const inboundUserSchema = z.object({ username: sipUserSchema });

/** What callers must prove by digest, one of them. Without a `password` the stored one of that user name is kept. */
export const inboundCredentialsSchema = z
  .array(z.strictObject({ username: sipUserSchema, password: sipSecretSchema.optional() }))
  .max(10)
  .superRefine((credentials, context) => {
    const names = credentials.map(({ username }) => username);
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      context.addIssue({
        code: 'custom',
        path: [index, 'username'],
        message: 'must not be a user name that stands above',
      });
    });
  });

/** `fromUser` and `fromDomain` stand in our From header; null: the user name and the host of a trunk that registers. */
const identity = {
  fromUser: sipUserSchema.nullable(),
  fromDomain: sipHostSchema.nullable(),
  /** A number shown for calls out, when `callerIdPolicy` says so; null: none of the trunk. */
  callerId: callerNumberSchema.nullable(),
  callerIdPolicy: callerIdPolicySchema,
  /** How the carrier writes numbers; null: as they are dialled, and as it sends them. */
  numbering: numberingSchema.nullable(),
  /** Calls at the same time, in and out together; null: no limit of ours. */
  maxCalls: z.number().int().min(1).max(10_000).nullable(),
  /** Calls out that begin within a second; one that comes too soon waits for its turn, up to 2 s. Null: no limit of ours. */
  maxCallsPerSecond: z.number().int().min(1).max(100).nullable(),
};

const fields = {
  name: labelSchema,
  /** Null where the peer registers. */
  host: sipHostSchema.nullable(),
  port: portSchema,
  transport: sipTransportSchema,
  auth: trunkAuthSchema,
  username: sipUserSchema.nullable(),
  codecs: codecListSchema,
  ...identity,
  ...trunkSecurityFields,
  ...trunkSipFields,
  /** Where calls out go, instead of to `host`, which stays where the trunk registers; empty: to `host`. */
  gateways: gatewaysSchema,
  failoverOn: failoverSchema,
  /** A call that ends in one of these raises `trunk.alarm`. */
  alarmOn: failoverSchema,
  breaker: breakerSchema,
  ...trunkSourceFields,
  enabled: z.boolean(),
};

/**
 * Body of `POST /trunks`. `host` is required but for `peer_registers`, `username` for `register` and `digest`, `password` for all
 * but `ip`. Without a `port` it is 5060, and 5061 where `transport` is `tls`; with null it is looked up.
 */
export const trunkCreateSchema = z.strictObject({
  ...fields,
  host: fields.host.default(null),
  port: fields.port.optional(),
  transport: fields.transport.default('udp'),
  auth: fields.auth.default('register'),
  username: fields.username.default(null),
  password: sipSecretSchema.nullable().default(null),
  codecs: fields.codecs.default(['ulaw', 'alaw']),
  fromUser: fields.fromUser.default(null),
  fromDomain: fields.fromDomain.default(null),
  callerId: fields.callerId.default(null),
  callerIdPolicy: fields.callerIdPolicy.default('always'),
  numbering: fields.numbering.default(null),
  maxCalls: fields.maxCalls.default(null),
  maxCallsPerSecond: fields.maxCallsPerSecond.default(null),
  ...trunkSecurityDefaults,
  ...trunkSipDefaults,
  gateways: fields.gateways.default([]),
  failoverOn: fields.failoverOn.default(carrierFaults),
  alarmOn: fields.alarmOn.default(alarmingClasses),
  breaker: fields.breaker.default(breakerDefaults),
  ...trunkSourceDefaults,
  inboundCredentials: inboundCredentialsSchema.default([]),
  enabled: fields.enabled.default(true),
});
export type TrunkCreate = z.infer<typeof trunkCreateSchema>;

/** Body of `PATCH /trunks/{id}`, a JSON merge patch (RFC 7396). */
export const trunkPatchSchema = z
  .strictObject({
    ...fields,
    password: sipSecretSchema.nullable(),
    inboundCredentials: inboundCredentialsSchema,
    numbering: numberingPatchSchema.nullable(),
    breaker: breakerPatchSchema,
  })
  .partial();
export type TrunkPatch = z.infer<typeof trunkPatchSchema>;

/** A trunk as it is read. `ref` is its name in Asterisk (`t_…`). Passwords are write-only. */
export const trunkSchema = z.object({
  ...resourceFields,
  ...fields,
  ...driftFields,
  ref: z.string(),
  hasPassword: z.boolean(),
  /** What its carrier charges; null: that is not known. */
  rates: trunkRatesSchema.nullable(),
  inboundCredentials: z.array(inboundUserSchema),
  state: trunkStateSchema,
});
export type Trunk = z.infer<typeof trunkSchema>;

/** Query of `GET /trunks`: `sort`, and filters by fields that must be equal. */
export const trunkQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('name', 'host', 'revision').default('createdAt'),
  name: fields.name.optional(),
  host: sipHostSchema.optional(),
  transport: fields.transport.optional(),
  auth: fields.auth.optional(),
  username: sipUserSchema.optional(),
  enabled: flagQuerySchema.optional(),
});
export type TrunkQuery = z.infer<typeof trunkQuerySchema>;
