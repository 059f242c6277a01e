import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { isDatabaseUnavailable } from './database-unavailable.js';

const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });
const server = (code: string) => coded(code, { severity: 'FATAL' });

describe('isDatabaseUnavailable', () => {
  it.each([
    coded('ECONNREFUSED'),
    coded('ECONNRESET'),
    coded('ETIMEDOUT'),
    new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
    server('57P01'),
    server('57P03'),
    server('57014'),
    server('08006'),
    server('53300'),
    new Error('Query read timeout'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    new Error('Connection terminated due to connection timeout'),
    new Error('Client has encountered a connection error and is not queryable'),
    Object.assign(new Error('failed'), { driverError: server('57P01') }),
    new QueryRunnerAlreadyReleasedError(),
    new QueryRunnerProviderAlreadyReleasedError(),
    new Error('outer', { cause: coded('ECONNREFUSED') }),
  ])('is true for %s', (error) => expect(isDatabaseUnavailable(error)).toBe(true));

  it.each([
    server('23505'),
    server('42P01'),
    server('40001'),
    coded('53300'),
    coded('ENOENT'),
    new Error('boom'),
    'text',
    null,
    undefined,
  ])('is false for %s', (error) => expect(isDatabaseUnavailable(error)).toBe(false));
});
