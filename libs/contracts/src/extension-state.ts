import { z } from 'zod';
import { timestampSchema } from './common.js';

/** Why no phone of an extension can be reached, or why one could not register, for programs. */
export const extensionProblemSchema = z.enum([
  'not_registered',
  'no_answer',
  'wrong_secret',
  'wrong_user_name',
  'too_many_contacts',
  'refused',
  'asterisk_away',
  'not_in_asterisk',
]);
export type ExtensionProblem = z.infer<typeof extensionProblemSchema>;

/** A phone that is registered. `address` is where its requests come from; `roundTripMs` is that of its last OPTIONS. */
export const contactSchema = z.object({
  uri: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  since: timestampSchema,
  expiresAt: timestampSchema.nullable(),
  /** Null: it was not asked yet. */
  reachable: z.boolean().nullable(),
  roundTripMs: z.number().nonnegative().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

/** The last attempt to register that was refused, while it is news: no phone from there has registered since. */
export const refusedRegistrationSchema = z.object({
  at: timestampSchema,
  address: z.string(),
  userAgent: z.string().nullable(),
  code: extensionProblemSchema,
  sipCode: z.number().int(),
  reason: z.string(),
  advice: z.string(),
});
export type RefusedRegistration = z.infer<typeof refusedRegistrationSchema>;

/**
 * Whether phones of the extension can be reached now. `reason`, `advice` and `code` say why none can, as with a trunk;
 * `contacts` are its phones, `refused` one that could not register.
 */
export const extensionStateSchema = z.object({
  status: z.enum(['online', 'offline', 'disabled', 'unknown']),
  reason: z.string().nullable(),
  since: timestampSchema.nullable(),
  code: extensionProblemSchema.nullable(),
  advice: z.string().nullable(),
  sipCode: z.number().int().nullable(),
  contacts: z.array(contactSchema),
  refused: refusedRegistrationSchema.nullable(),
});
export type ExtensionState = z.infer<typeof extensionStateSchema>;
