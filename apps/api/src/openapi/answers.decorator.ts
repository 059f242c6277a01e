import { applyDecorators } from '@nestjs/common';
import { ApiDefaultResponse, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { problemSchema } from '@trunkline/contracts';
import type { z } from 'zod';
import { bodySchema } from './contract-schemas.js';

const problem = {
  description: 'A problem (RFC 9457).',
  content: { 'application/problem+json': { schema: bodySchema(problemSchema) } },
};

/** Headers of an answer that shows a configured resource. */
export const versioned = {
  ETag: { description: 'Its version, for `If-Match`.', schema: { type: 'string' as const } },
};

/** What a route answers when all goes well, for the API description. */
export function Answers(
  status: number,
  schema: z.ZodType,
  summary: string,
  headers: typeof versioned | undefined = undefined,
): MethodDecorator {
  const content = { 'application/json': { schema: bodySchema(schema) } };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({ status, description: summary, content, ...(headers ? { headers } : {}) }),
    ApiDefaultResponse(problem),
  );
}

/** A route that answers with server-sent events until one side closes. */
export function AnswersStream(summary: string): MethodDecorator {
  const place = 'The `id` seen last: what follows it is sent, or a `reset` and a snapshot where that is not possible.';
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({ name: 'Last-Event-ID', required: false, description: place }),
    ApiResponse({
      status: 200,
      description: summary,
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    }),
    ApiDefaultResponse(problem),
  );
}

/** A route that answers 204. */
export function AnswersNothing(summary: string, status = 204): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({ status, description: summary }),
    ApiDefaultResponse(problem),
  );
}

/** A route that answers one page of a list. */
export function AnswersPage(item: z.ZodType, summary: string): MethodDecorator {
  const schema = {
    type: 'object' as const,
    properties: {
      items: { type: 'array' as const, items: bodySchema(item) },
      nextCursor: { type: ['string', 'null'] as unknown as 'string' },
    },
    required: ['items', 'nextCursor'],
  };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({ status: 200, description: summary, content: { 'application/json': { schema } } }),
    ApiDefaultResponse(problem),
  );
}
