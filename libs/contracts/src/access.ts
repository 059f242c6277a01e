import { z } from 'zod';
import { permissions, roles } from './choices.js';
import { idSchema, labelSchema, pageQuerySchema, sortSchema, timestampSchema, withheldSchema } from './common.js';

/** What a credential may do. A role is a fixed set of these; an API key names its own. */
export const permissionSchema = z.enum(permissions);
export type Permission = z.infer<typeof permissionSchema>;

export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Body of `POST /session`: answers with the cookie `trunkline_session` (HttpOnly, SameSite=Strict). */
export const loginSchema = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
export type Login = z.infer<typeof loginSchema>;

/** Who is asking. */
export const principalSchema = z.object({
  kind: z.enum(['user', 'api_key']),
  id: idSchema,
  name: z.string(),
  permissions: z.array(permissionSchema),
});
export type Principal = z.infer<typeof principalSchema>;

/** Body of `POST /api-keys`. */
export const apiKeyCreateSchema = z.strictObject({
  name: labelSchema,
  permissions: z
    .array(permissionSchema)
    .min(1)
    .default(['config:read', 'config:write', 'calls:read', 'calls:control', 'records:read']),
  /** From then on the key opens nothing; null: it does not expire. */
  expiresAt: timestampSchema.nullable().default(null),
});
export type ApiKeyCreate = z.infer<typeof apiKeyCreateSchema>;

/** Query of `GET /api-keys`: `sort`, and filters by fields that must be equal. */
export const apiKeyQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('name').default('createdAt'),
  name: labelSchema.optional(),
});
export type ApiKeyQuery = z.infer<typeof apiKeyQuerySchema>;

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(permissionSchema),
  createdAt: timestampSchema,
  lastUsedAt: timestampSchema.nullable(),
  expiresAt: timestampSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** Answer of `POST /api-keys`, the only place that shows the key: send it as `Authorization: Bearer <key>`. */
export const apiKeyWithSecretSchema = apiKeySchema.extend({ key: z.string().optional(), withheld: withheldSchema });
export type ApiKeyWithSecret = ApiKey & { key: string };
