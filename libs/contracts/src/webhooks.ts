import { z } from 'zod';
import { webhookDeliveryStatuses, webhookEvents } from './choices.js';
import { flagQuerySchema, idSchema, pageQuerySchema, sortSchema, timestampSchema, withheldSchema } from './common.js';

/** What a webhook can ask for: one type of event (`call.ended`), a topic (`call.*`), or everything (`*`). */
export const webhookEventSchema = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

const idList = z.array(idSchema).max(100);

const fields = {
  url: z.string().min(1).max(2000),
  /** One line for people; may be empty. */
  description: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, 'must not contain control or invisible formatting characters'),
  events: z
    .array(webhookEventSchema)
    .min(1)
    .max(50)
    .refine((events) => new Set(events).size === events.length, 'must not name an event twice'),
  /** Only what concerns one of these trunks; empty: all. What concerns no trunk, such as `config.failed`, is sent anyway. */
  trunkIds: idList,
  /** Only what concerns one of these extensions; empty: all. */
  extensionIds: idList,
  enabled: z.boolean(),
};

/** Body of `POST /webhooks`. */
export const webhookCreateSchema = z.strictObject({
  ...fields,
  description: fields.description.default(''),
  trunkIds: fields.trunkIds.default([]),
  extensionIds: fields.extensionIds.default([]),
  enabled: fields.enabled.default(true),
});
export type WebhookCreate = z.infer<typeof webhookCreateSchema>;

/** Body of `PATCH /webhooks/{id}`, a JSON merge patch (RFC 7396). */
export const webhookPatchSchema = z.strictObject(fields).partial();
export type WebhookPatch = z.infer<typeof webhookPatchSchema>;

/** Why Trunkline switched a webhook off: it answered 410, failed for days, or too much was waiting for it. */
export const webhookDisabledReasonSchema = z.enum(['gone', 'failing', 'backlog']);
export type WebhookDisabledReason = z.infer<typeof webhookDisabledReasonSchema>;

/** How a webhook does. `failingSince` is the first failure after the last success, `lastError` what went wrong last. */
export const webhookStatusSchema = z.object({
  state: z.enum(['new', 'ok', 'failing', 'disabled']),
  disabledReason: webhookDisabledReasonSchema.nullable(),
  lastSuccessAt: timestampSchema.nullable(),
  failingSince: timestampSchema.nullable(),
  lastError: z.string().nullable(),
  pending: z.number().int().nonnegative(),
});
export type WebhookStatus = z.infer<typeof webhookStatusSchema>;

/** A subscription to events. `version` grows with each change and is its `ETag`. The secret is shown once. */
export const webhookSchema = z.object({
  id: idSchema,
  version: z.number().int().positive(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  ...fields,
  /** Until when deliveries are signed with the secret before the present one, too. */
  previousSecretUntil: timestampSchema.nullable(),
  status: webhookStatusSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;

/** Answer of `POST /webhooks` and `POST /webhooks/{id}/secret`, the only places that show the secret (`whsec_…`). */
export const webhookWithSecretSchema = webhookSchema.extend({
  secret: z.string().optional(),
  withheld: withheldSchema,
});
export type WebhookWithSecret = Webhook & { secret: string };

/** Body of `POST /webhooks/{id}/secret`: for so many hours deliveries carry both signatures. */
export const webhookSecretRotationSchema = z.strictObject({
  overlapHours: z.number().int().min(0).max(168).default(24),
});
export type WebhookSecretRotation = z.infer<typeof webhookSecretRotationSchema>;

/** Query of `GET /webhooks`: `sort`, and filters by fields that must be equal. */
export const webhookQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('url').default('createdAt'),
  url: fields.url.optional(),
  enabled: flagQuerySchema.optional(),
});
export type WebhookQuery = z.infer<typeof webhookQuerySchema>;

/** One try to deliver: `status` is the HTTP status if one came, `error` what went wrong in words, else null. */
export const webhookAttemptSchema = z.object({
  at: timestampSchema,
  durationMs: z.number().int().nonnegative(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  /** How the answer's body begins, cleaned of control characters. */
  answer: z.string().nullable(),
});
export type WebhookAttempt = z.infer<typeof webhookAttemptSchema>;

export const webhookDeliveryStatusSchema = z.enum(webhookDeliveryStatuses);
export type WebhookDeliveryStatus = z.infer<typeof webhookDeliveryStatusSchema>;

/**
 * One event on its way to one webhook. `lane` is what order is kept for: the call, or else the resource. While it is
 * `pending`, `nextAttemptAt` is null when it is to be sent at once or waits for an earlier event of its lane.
 */
export const webhookDeliverySchema = z.object({
  id: idSchema,
  webhookId: idSchema,
  eventId: idSchema,
  eventType: z.string(),
  lane: z.string(),
  status: webhookDeliveryStatusSchema,
  attempts: z.array(webhookAttemptSchema),
  nextAttemptAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** Answer of `GET /webhooks/{id}/deliveries/{deliveryId}`: `body` is sent to the letter. */
export const webhookDeliveryWithBodySchema = webhookDeliverySchema.extend({ body: z.string() });
export type WebhookDeliveryWithBody = z.infer<typeof webhookDeliveryWithBodySchema>;

/** Query of `GET /webhooks/{id}/deliveries`, newest first. */
export const webhookDeliveryQuerySchema = pageQuerySchema.extend({
  status: webhookDeliveryStatusSchema.optional(),
  eventType: z.string().max(64).optional(),
  lane: z.string().max(100).optional(),
});
export type WebhookDeliveryQuery = z.infer<typeof webhookDeliveryQuerySchema>;
