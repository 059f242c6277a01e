import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { Requires } from '../access/requires.decorator.js';
import { Answers, versioned } from '../openapi/answers.decorator.js';
import { EtagInterceptor, showsState } from './etag.interceptor.js';

/** A route that reads one configured resource: it needs `config:read` and answers with an `ETag`. */
export function Reads(schema: z.ZodObject, summary: string): MethodDecorator {
  const unchanged = ApiResponse({ status: 304, description: 'It is still what `If-None-Match` names.' });
  return applyDecorators(
    Requires('config:read'),
    UseInterceptors(EtagInterceptor),
    Answers(200, schema, summary, versioned),
    ...(showsState(schema.shape) ? [] : [unchanged]),
  );
}
