import { z } from 'zod';
import { certificateKinds } from './choices.js';
import { idSchema, labelSchema, pageQuerySchema, resourceFields, sortSchema, timestampSchema } from './common.js';
import { driftFields } from './config-drift.js';

/** `node`: what this PBX shows to those who connect to it. `authority`: by whom carriers may be vouched for. */
export const certificateKindSchema = z.enum(certificateKinds);
export type CertificateKind = z.infer<typeof certificateKindSchema>;

/** Certificates in PEM form (RFC 7468). Of a node its own comes first, then each that issued the one before. */
const pemSchema = z.string().min(1).max(65_536);
/** A private key in PEM form, without a passphrase. */
const privateKeySchema = z.string().min(1).max(16_384);

/** A host name, perhaps with a wildcard as its first label, or an IP address. */
const certifiedNameSchema = z.union([
  z.ipv4(),
  z.ipv6(),
  z
    .string()
    .max(253)
    .regex(
      /^(?:\*\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
      'must be a host name or an IP address',
    ),
]);

/** A certificate that Trunkline makes and signs itself: the names it is valid for, and for how long. */
export const selfSignedSchema = z.strictObject({
  names: z
    .array(certifiedNameSchema)
    .min(1)
    .max(50)
    .refine((names) => new Set(names).size === names.length, 'must not name a host twice'),
  days: z.number().int().min(1).max(3650).default(825),
});
export type SelfSigned = z.infer<typeof selfSignedSchema>;

/** Body of `POST /certificates`: either `pem` (with `privateKey` where `kind` is `node`), or `selfSigned`. */
export const certificateCreateSchema = z.strictObject({
  name: labelSchema,
  kind: certificateKindSchema.default('node'),
  pem: pemSchema.optional(),
  privateKey: privateKeySchema.optional(),
  selfSigned: selfSignedSchema.optional(),
});
export type CertificateCreate = z.infer<typeof certificateCreateSchema>;

/** Body of `PATCH /certificates/{id}`. A renewed certificate takes the place of the old one; so it stays in use. */
export const certificatePatchSchema = z.strictObject({
  name: labelSchema.optional(),
  pem: pemSchema.optional(),
  privateKey: privateKeySchema.optional(),
  selfSigned: selfSignedSchema.optional(),
});
export type CertificatePatch = z.infer<typeof certificatePatchSchema>;

/** From how many days before its end on a certificate is `expiring`. */
export const expiresSoonDays = 30;

/** A certificate as it is read, of a chain the first one. The private key is write-only. */
export const certificateSchema = z.object({
  ...resourceFields,
  ...driftFields,
  name: z.string(),
  kind: certificateKindSchema,
  pem: z.string(),
  hasPrivateKey: z.boolean(),
  subject: z.string(),
  /** Host names and addresses that it is valid for (subjectAltName). */
  names: z.array(z.string()),
  issuer: z.string(),
  selfIssued: z.boolean(),
  notBefore: timestampSchema,
  notAfter: timestampSchema,
  /** Whole days until `notAfter`, negative after it. */
  daysLeft: z.number().int(),
  status: z.enum(['valid', 'expiring', 'expired']),
  /** SHA-256, in hex. */
  fingerprint: z.string(),
  /** Such as `RSA 2048` or `EC P-256`. */
  keyType: z.string(),
  /** How many certificates there are in `pem`. */
  chainLength: z.number().int().positive(),
  /** Whether the settings name it as the one that this PBX shows. An authority always is. */
  inUse: z.boolean(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** Query of `GET /certificates`. */
export const certificateQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('name', 'revision').default('createdAt'),
  name: labelSchema.optional(),
  kind: certificateKindSchema.optional(),
});
export type CertificateQuery = z.infer<typeof certificateQuerySchema>;

/** Setting of the node: the certificate it shows to those who connect by TLS; null: nobody can. */
export const tlsCertificateIdSchema = idSchema.nullable();
