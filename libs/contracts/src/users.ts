import { z } from 'zod';
import { roleSchema } from './access.js';
import { idSchema, timestampSchema } from './common.js';

/** A user name, kept in lower case. */
export const usernameSchema = z
  .string()
  .transform((name) => name.toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9._@-]{1,64}$/, 'must be 1 to 64 of a-z, 0-9 and . _ @ -'));

/** A password a person chooses. Only its length counts (NIST SP 800-63B, 3.1.1). */
export const newPasswordSchema = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(256, 'must have at most 256 characters');

/** Body of `POST /users`. */
export const userCreateSchema = z.strictObject({
  username: usernameSchema,
  password: newPasswordSchema,
  role: roleSchema,
  enabled: z.boolean().default(true),
});
export type UserCreate = z.infer<typeof userCreateSchema>;

/** Body of `PATCH /users/{id}`. A new password, or `enabled: false`, ends every session of the user. */
export const userPatchSchema = z.strictObject({
  username: usernameSchema.optional(),
  password: newPasswordSchema.optional(),
  role: roleSchema.optional(),
  enabled: z.boolean().optional(),
});
export type UserPatch = z.infer<typeof userPatchSchema>;

export const userSchema = z.object({
  id: idSchema,
  username: z.string(),
  role: roleSchema,
  enabled: z.boolean(),
  createdAt: timestampSchema,
});
export type User = z.infer<typeof userSchema>;

/** Body of `PUT /session/password`: the caller's own. Ends the caller's other sessions. */
export const passwordChangeSchema = z.strictObject({
  currentPassword: z.string().min(1).max(256),
  newPassword: newPasswordSchema,
});
export type PasswordChange = z.infer<typeof passwordChangeSchema>;
