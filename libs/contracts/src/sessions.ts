import { z } from 'zod';
import { idSchema, pageQuerySchema, timestampSchema } from './common.js';

/** A login of a person. `current` is the one that asks. */
export const sessionSchema = z.object({
  id: idSchema,
  userId: idSchema,
  username: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  current: z.boolean(),
  createdAt: timestampSchema,
  lastSeenAt: timestampSchema,
  expiresAt: timestampSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** Query of `GET /sessions`: `scope=all` shows those of everybody and needs `access:manage`. */
export const sessionQuerySchema = pageQuerySchema.extend({ scope: z.enum(['own', 'all']).default('own') });
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

/** Answer of `DELETE /sessions`: how many other sessions of the caller were ended. */
export const sessionsEndedSchema = z.object({ ended: z.number().int().nonnegative() });
export type SessionsEnded = z.infer<typeof sessionsEndedSchema>;
