import { z } from 'zod';
import { callerNumberSchema } from './caller-id.js';
import {
  codecListSchema,
  flagQuerySchema,
  labelSchema,
  pageQuerySchema,
  resourceFields,
  sortSchema,
  withheldSchema,
} from './common.js';
import { driftFields } from './config-drift.js';
import { extensionGroupsSchema } from './extension-groups.js';
import { extensionStateSchema } from './extension-state.js';

/** What people dial to reach the extension: 2 to 8 digits. */
export const extensionNumberSchema = z.string().regex(/^\d{2,8}$/, 'must be 2 to 8 digits');

/** What a person types to hear the messages of a mailbox: 4 to 10 digits. */
export const voicemailPinSchema = z.string().regex(/^\d{4,10}$/, 'must be 4 to 10 digits');

const fields = {
  number: extensionNumberSchema,
  name: labelSchema,
  codecs: codecListSchema,
  maxContacts: z.number().int().min(1).max(10),
  /** The number shown outside, unless the route or the trunk has one that goes before it; null: none of its own. */
  callerId: callerNumberSchema.nullable(),
  /** Outbound routes may be for some groups alone. */
  groups: extensionGroupsSchema,
  /** Whether it has a mailbox, which takes calls that nobody takes. It needs a PIN. */
  voicemailEnabled: z.boolean(),
  /** For how many seconds its phones ring before the mailbox answers. */
  voicemailRingSeconds: z.number().int().min(1).max(300),
  enabled: z.boolean(),
};

/** Body of `POST /extensions`. The SIP user name and its secret are made by Trunkline. */
export const extensionCreateSchema = z.strictObject({
  ...fields,
  codecs: fields.codecs.default(['opus', 'g722', 'ulaw', 'alaw']),
  maxContacts: fields.maxContacts.default(2),
  callerId: fields.callerId.default(null),
  groups: fields.groups.default([]),
  voicemailEnabled: fields.voicemailEnabled.default(false),
  voicemailRingSeconds: fields.voicemailRingSeconds.default(20),
  voicemailPin: voicemailPinSchema.nullable().default(null),
  enabled: fields.enabled.default(true),
});
export type ExtensionCreate = z.infer<typeof extensionCreateSchema>;

/** Body of `PATCH /extensions/{id}`, a JSON merge patch (RFC 7396). */
export const extensionPatchSchema = z
  .strictObject({ ...fields, voicemailPin: voicemailPinSchema.nullable() })
  .partial();
export type ExtensionPatch = z.infer<typeof extensionPatchSchema>;

/** An extension as it is read. `sipUsername` (`e_…`) is what the phone authenticates as. The PIN is write-only. */
export const extensionSchema = z.object({
  ...resourceFields,
  ...fields,
  ...driftFields,
  hasVoicemailPin: z.boolean(),
  sipUsername: z.string(),
  state: extensionStateSchema,
});
export type Extension = z.infer<typeof extensionSchema>;

/**
 * Answer of `POST /extensions` and of `POST /extensions/{id}/secret`: the only two places that show the secret. The
 * replay of an answer (`Idempotency-Key`) leaves it out and names it in `withheld`.
 */
export const extensionWithSecretSchema = extensionSchema.extend({
  secret: z.string().optional(),
  withheld: withheldSchema,
});
export type ExtensionWithSecret = Extension & { secret: string };

/** Query of `GET /extensions`: `sort`, and filters by fields that must be equal. */
export const extensionQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('number', 'name', 'revision').default('createdAt'),
  number: fields.number.optional(),
  name: fields.name.optional(),
  sipUsername: z
    .string()
    .regex(/^e_[a-z2-7]{10}$/, 'must be the SIP user name of an extension')
    .optional(),
  enabled: flagQuerySchema.optional(),
});
export type ExtensionQuery = z.infer<typeof extensionQuerySchema>;
