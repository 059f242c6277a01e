import { z } from 'zod';

/** Stable codes of errors; a client decides by these, never by the text. */
export const errorCodeSchema = z.enum([
  'validation_failed',
  'malformed_request',
  'unauthenticated',
  'invalid_credentials',
  'forbidden',
  'not_found',
  'conflict',
  'in_use',
  'precondition_failed',
  'idempotency_key_in_use',
  'idempotency_key_reused',
  'payload_too_large',
  'unsupported_media_type',
  'method_not_allowed',
  'too_many_requests',
  'database_unavailable',
  'agent_unavailable',
  'asterisk_unavailable',
  'call_ended',
  'internal_error',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** One refused field: `pointer` is a JSON pointer (RFC 6901) into the body, or `?name` for a query parameter. */
export const fieldErrorSchema = z.object({ pointer: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** An error answer, RFC 9457 `application/problem+json`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: errorCodeSchema,
  detail: z.string().optional(),
  errors: z.array(fieldErrorSchema).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
