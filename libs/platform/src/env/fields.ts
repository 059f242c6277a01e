import { isAbsolute } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** A TCP port as it stands in the environment. */
export const portField = z.coerce.number('must be a port number').int().min(1).max(65535);

/** A host name or an IP address, without port. */
export const hostField = z.string().regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an IP address');

/** An absolute path of a directory. */
export const directoryField = z.string().refine((path) => isAbsolute(path), 'must be an absolute path');

/** A secret of at least 8 printable ASCII characters without spaces, so that it fits a header and a conf file. */
export const secretField = z
  .string()
  .regex(/^[\x21-\x7e]{8,512}$/, 'must be 8 to 512 printable ASCII characters without spaces');

/** Networks in CIDR notation, separated by commas or spaces: `10.0.0.0/8, fd00::/8`. */
export const networksField = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((network) => network !== ''))
  .refine(
    (networks) => networks.every((network) => ipaddr.isValidCIDR(network)),
    'must be networks such as 10.0.0.0/8',
  );

const keyBytes = 32;

/** Variables that api and agent share. `TRUNKLINE_KEY` is decoded to its 32 bytes. */
export const sharedFields = {
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be a URL of the form postgres://user@host:port/name',
  }),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  TRUNKLINE_NODE_ID: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9 and -')
    .default('node-1'),
  TRUNKLINE_KEY: z
    .string()
    .refine((text) => decodeKey(text)?.length === keyBytes, `must be ${keyBytes} bytes in base64`)
    .transform((text) => decodeKey(text) ?? Buffer.alloc(0)),
  TRUNKLINE_NODE_TOKEN: secretField,
};

export const sharedSecrets = ['DATABASE_URL', 'TRUNKLINE_KEY', 'TRUNKLINE_NODE_TOKEN'] as const;

function decodeKey(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
