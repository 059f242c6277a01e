import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import type { z } from 'zod';
import { Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { ChangeInterceptor } from './change.interceptor.js';

/** A route that changes configuration: its service returns `Changed`, it needs `config:write`. */
export function Changes(status: number, schema: z.ZodType, summary: string): MethodDecorator {
  return applyDecorators(
    Requires('config:write'),
    HttpCode(status),
    UseInterceptors(ChangeInterceptor),
    Answers(status, schema, summary),
  );
}
