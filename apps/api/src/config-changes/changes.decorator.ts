import { applyDecorators, HttpCode, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { z } from 'zod';
import { Requires } from '../access/requires.decorator.js';
import { Versioned } from '../http/known-request.interceptor.js';
import { Answers, versioned } from '../openapi/answers.decorator.js';
import { ChangeInterceptor } from './change.interceptor.js';
import { deletedSchema } from './changed.js';

/** Metadata key of the routes that change configuration: those that can be planned. */
export const CHANGES_CONFIGURATION = 'trunkline:changes-configuration';

const text = { type: 'string' } as const;
export const ifMatch = {
  name: 'If-Match',
  description: 'The `ETag` as it was read: refused with 412 when the resource was changed meanwhile.',
  schema: text,
};
const prefer = {
  name: 'Prefer',
  description: '`wait=5` answers once Asterisk has the change, at most so many seconds later (RFC 7240), 10 at most.',
  schema: text,
};

/** A route that changes configuration: its service returns `Changed`, it needs `config:write`. */
export function Changes(status: number, schema: z.ZodType, summary: string): MethodDecorator {
  return applyDecorators(
    Requires('config:write'),
    SetMetadata(CHANGES_CONFIGURATION, true),
    HttpCode(status),
    UseInterceptors(ChangeInterceptor),
    ApiHeader(prefer),
    ...(status === 201 ? [] : [Versioned(), ApiHeader(ifMatch)]),
    Answers(status, schema, summary, schema === deletedSchema ? undefined : versioned),
  );
}
