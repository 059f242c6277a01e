import type { OpenAPIObject } from '@nestjs/swagger';

const text = { type: 'string' } as const;
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Sent again with the same key and body within 24 h, the request is not done again: the first answer is repeated, with `Idempotency-Replayed: true` and without secrets that were shown once (`withheld` names them). Another body: 422 idempotency_key_reused. While the first still runs: 409 idempotency_key_in_use.',
  schema: { ...text, maxLength: 255 },
};

type Operation = { parameters?: { name: string; in: string }[]; security?: unknown[] };

/** Adds to each POST the header that all of them accept. A login has no caller that the key could belong to. */
export function withRequestHeaders(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    const post = item.post as Operation | undefined;
    if (post && path !== '/api/v1/session') post.parameters = [...(post.parameters ?? []), idempotencyKey];
  }
  return document;
}
