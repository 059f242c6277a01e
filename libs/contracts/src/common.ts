import { z } from 'zod';
import { codecs } from './choices.js';

/** A UUID. Ids of resources are UUIDv7 (RFC 9562), ids of calls UUIDv5. */
export const idSchema = z.uuid();

/** An instant in UTC, RFC 3339, with milliseconds: `2026-01-31T12:00:00.000Z`. */
export const timestampSchema = z.iso.datetime();

/** A public telephone number in E.164 form: `+` and 7 to 15 digits (ITU-T E.164). */
export const e164Schema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a number in E.164 form: + and 7 to 15 digits, such as +15550100001');

/** One line of Unicode that a person reads: no control characters, no half of a character, no outer space. */
export const labelSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+$/u, 'must not contain control, invisible formatting or broken characters')
  .refine((text) => text.trim() === text, 'must not begin or end with a space');

/** A host a SIP request is sent to: a DNS name or an IP address (RFC 3261 section 25.1, `host`). */
export const sipHostSchema = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$|^\[[0-9A-Fa-f:.]+\]$/,
    'must be a host name, an IPv4 address or an IPv6 address in brackets',
  );

/** A password used in SIP digest authentication (RFC 8760): printable ASCII, no space. */
export const sipSecretSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII characters without spaces');

/** Codecs that Asterisk is asked to offer, in order of preference. */
export const codecSchema = z.enum(codecs);
export type Codec = z.infer<typeof codecSchema>;

export const codecListSchema = z
  .array(codecSchema)
  .min(1)
  .max(6)
  .refine((codecs) => new Set(codecs).size === codecs.length, 'must not name a codec twice');

/** What every stored resource carries. `revision` is the config revision that last changed it. */
export const resourceFields = {
  id: idSchema,
  revision: z.number().int().nonnegative(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
};

/** Names of the secrets that the replay of an answer leaves out: they were shown once. */
export const withheldSchema = z.array(z.string()).optional();

/** Query of a list: a page of `limit` items that follow `cursor`. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2048).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** A filter by a field that is true or false. */
export const flagQuerySchema = z.enum(['true', 'false']).transform((flag) => flag === 'true');

/** `?sort` by one of `fields`, with `-` before it from the highest down. `createdAt` is there for every list. */
export function sortSchema<const F extends string>(...fields: F[]) {
  const names = ['createdAt' as const, ...fields];
  return z.enum(names.flatMap((name) => [name, `-${name}` as const]));
}

/** One page of a list; `nextCursor` is null on the last page. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
