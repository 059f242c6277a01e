import { DomainError } from '@trunkline/domain';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ContractPipe } from './contract.pipe.js';

const schema = z.strictObject({ name: z.string(), list: z.array(z.strictObject({ 'a/b~c': z.number() })).default([]) });

function refusal(value: unknown, type: 'body' | 'query' | 'param' = 'body'): DomainError {
  try {
    new ContractPipe().transform(value, { type, schema });
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('it was accepted');
}

describe('ContractPipe', () => {
  it('hands on what the contract makes of a value, and leaves alone what has no contract', () => {
    expect(new ContractPipe().transform({ name: 'x' }, { type: 'body', schema })).toEqual({ name: 'x', list: [] });
    expect(new ContractPipe().transform({ any: 1 }, { type: 'body' })).toEqual({ any: 1 });
  });

  it('points at each wrong field with a JSON pointer', () => {
    const { code, fields } = refusal({ list: [{ 'a/b~c': 1 }, { 'a/b~c': 'x', 'd/e': 1 }], extra: 1 });
    expect(code).toBe('validation_failed');
    expect(fields.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/list/1/a~1b~0c', '/list/1/d~1e', '/name']);
    expect(fields.find(({ pointer }) => pointer === '/name')?.message).toBe('is required');
  });

  it('points at the whole body when there is none', () => {
    expect(refusal(undefined).fields.map(({ pointer }) => pointer)).toEqual(['']);
  });

  it('names a query parameter with a question mark', () => {
    expect(refusal({ name: 'x', nme: '1' }, 'query').fields.map(({ pointer }) => pointer)).toEqual(['?nme']);
  });

  it('answers an impossible id as one that names nothing', () => {
    expect(refusal('x', 'param').code).toBe('not_found');
  });
});
