import { type Problem, problemSchema } from '@trunkline/contracts';
import { testDatabase } from '@trunkline/testing';
import type { Application } from 'express';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiDescription } from '../openapi/document.js';
import { startedApi } from '../spec/started-api.js';

interface Operation {
  method: string;
  path: string;
  /** A body of JSON. */
  hasBody: boolean;
  /** A body that is a file. */
  takesFile: boolean;
  parameters: readonly { name: string; in: string; required?: boolean }[];
  statuses: readonly string[];
}

const api = startedApi(testDatabase());
const nobody = '0190a000-0000-7000-8000-000000000000';
const key = { value: '' };
const cookie = { value: '' };
/** What belongs to a person answers no key. */
const personal = '/api/v1/saved-filters';
const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

/** Every operation of the API, as its description has them. */
function operations(): Operation[] {
  const { paths } = apiDescription(api().app);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(
      item as Record<string, { parameters?: []; requestBody?: { content: object }; responses: object }>,
    ).map(([method, { parameters = [], requestBody, responses }]) => ({
      ...{ method: method.toUpperCase(), path, parameters },
      hasBody: 'application/json' in (requestBody?.content ?? {}),
      takesFile: 'audio/*' in (requestBody?.content ?? {}),
      statuses: Object.keys(responses),
    })),
  );
}

const place = (path: string) => path.replace(/\{(number|revision)\}/g, '999999').replace(/\{\w+\}/g, nobody);
/** A request to `operation` by who may do everything; nothing there has the id. What the query must have, it has. */
function send({ method, path, parameters }: Operation, query = '', as = method) {
  const needed = parameters.filter((each) => each.in === 'query' && each.required);
  const credential = path.startsWith(personal)
    ? { cookie: cookie.value, origin: api().url }
    : { authorization: `Bearer ${key.value}` };
  return request(api().url)
    [as.toLowerCase() as 'post'](`${place(path)}${query}`)
    .query(Object.fromEntries(needed.map(({ name }) => [name, 'x'])))
    .set(credential);
}

/** Asserts that the answer is a problem of this status that the description names, and returns it. */
function problemOf(operation: Operation, answer: request.Response, status: number): Problem {
  const said = [nameOf(operation), answer.status, answer.headers['content-type']?.split(';')[0]];
  expect(said).toEqual([nameOf(operation), status, 'application/problem+json']);
  expect([nameOf(operation), operation.statuses]).toEqual([
    nameOf(operation),
    expect.arrayContaining([String(status)]),
  ]);
  const problem = problemSchema.parse(answer.body);
  expect([problem.status, problem.requestId]).toEqual([status, answer.headers['x-request-id']]);
  return problem;
}
const pointers = ({ errors = [] }: Problem) => errors.map(({ pointer }) => pointer);

describe('every route', () => {
  let all: Operation[] = [];
  const having = (name: string) => all.filter(({ parameters }) => parameters.some((each) => each.name === name));
  beforeAll(async () => {
    key.value = await api().key();
    await api().addUser('root', 'administrator');
    cookie.value = await api().cookie('root');
    all = operations();
  });

  it('is in the description, and nothing else is', () => {
    const app: Application = api().app.getHttpAdapter().getInstance();
    const routed = app.router.stack.flatMap(({ route }) =>
      (route?.stack ?? []).map(
        ({ method }) => `${method.toUpperCase()} ${String(route?.path).replace(/:(\w+)/g, '{$1}')}`,
      ),
    );
    const served = routed.filter((name) => name.includes(' /api/'));
    expect(all.map(nameOf).sort()).toEqual(served.sort());
    expect(all.length).toBeGreaterThan(40);
  });

  it('names a field that it does not know, also where it takes no body', async () => {
    for (const operation of all.filter(({ method, takesFile }) => method !== 'GET' && !takesFile)) {
      const answer = await send(operation).send({ 'no such/field': 1 });
      expect(pointers(problemOf(operation, answer, 422))).toContain('/no such~1field');
    }
  });

  it('names a query parameter that it does not know', async () => {
    for (const operation of all.filter(({ hasBody }) => !hasBody)) {
      expect(pointers(problemOf(operation, await send(operation, '?nosuch=1'), 422))).toEqual(['?nosuch']);
    }
  });

  it('with a body refuses what is no JSON, of another type or too large', async () => {
    for (const operation of all.filter(({ hasBody }) => hasBody)) {
      const sent = (type: string, body: string) => send(operation).set('content-type', type).send(body);
      expect(problemOf(operation, await sent('application/json', '{"a":'), 400).code).toBe('malformed_request');
      expect(problemOf(operation, await sent('text/plain', 'a=1'), 415).code).toBe('unsupported_media_type');
      const large = JSON.stringify({ a: 'x'.repeat(110_000) });
      expect(problemOf(operation, await sent('application/json', large), 413).code).toBe('payload_too_large');
    }
  });

  it('that takes a file refuses JSON', async () => {
    const operations = all.filter(({ takesFile }) => takesFile);
    expect(operations).toHaveLength(1);
    for (const operation of operations)
      expect(problemOf(operation, await send(operation).send({}), 415).code).toBe('unsupported_media_type');
  });

  it('that lists refuses a limit out of bounds, a cursor that is none, and a sort it does not know', async () => {
    expect(having('cursor').length).toBeGreaterThan(8);
    for (const operation of having('limit'))
      for (const limit of ['0', '201', '-1', '1.5', 'x', ''])
        expect(pointers(problemOf(operation, await send(operation, `?limit=${limit}`), 422))).toEqual(['?limit']);
    for (const operation of having('cursor').filter(({ path }) => !path.includes('{')))
      for (const cursor of ['x', 'W10', 'bnVsbA', '%00'])
        expect(pointers(problemOf(operation, await send(operation, `?cursor=${cursor}`), 422))).toEqual(['?cursor']);
    for (const operation of having('sort'))
      for (const sort of ['nosuch', '-', 'createdAt,-name'])
        expect(pointers(problemOf(operation, await send(operation, `?sort=${sort}`), 422))).toEqual(['?sort']);
  });

  it('that changes one thing looks at If-Match', async () => {
    for (const operation of all.filter(
      ({ method, path }) => method === 'PATCH' || (method === 'DELETE' && /\}$/.test(path)),
    )) {
      const answer = await send(operation)
        .set('if-match', '"another"')
        .send(operation.hasBody ? {} : undefined);
      // What has versions says first that there is no such thing, unless there is always one; what has none fits no tag.
      const missing = having('If-Match').includes(operation) && operation.path.includes('{');
      problemOf(operation, answer, missing ? 404 : 412);
    }
  });

  it('that is posted to looks at Idempotency-Key, but for the login', async () => {
    const posts = having('Idempotency-Key');
    expect(posts).toEqual(all.filter(({ method, path }) => method === 'POST' && path !== '/api/v1/session'));
    for (const operation of posts) {
      const file = operation.takesFile;
      const answer = await send(operation)
        .set('idempotency-key', 'a b')
        .set('content-type', file ? 'audio/wav' : 'application/json')
        .send(file ? '' : {});
      expect(problemOf(operation, answer, 400).code).toBe('malformed_request');
    }
  });

  it('answers 404 for what is not there, and 405 with Allow for a method it does not have', async () => {
    for (const operation of all.filter(({ method, path }) => method === 'GET' && path.includes('{')))
      expect(problemOf(operation, await send(operation), 404).code).toBe('not_found');
    for (const path of new Set(all.map((operation) => operation.path))) {
      const methods = all.filter((operation) => operation.path === path).map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !methods.includes(each))) {
        const { status, body, headers } = await send({ ...(all[0] as Operation), path }, '', method);
        expect([path, method, status, body.code]).toEqual([path, method, 405, 'method_not_allowed']);
        for (const allowed of methods) expect(headers.allow?.split(', ')).toContain(allowed);
      }
      const { status, headers } = await send({ ...(all[0] as Operation), path }, '', 'OPTIONS');
      expect([path, status, headers.allow]).toEqual([path, 204, expect.stringContaining(methods[0] ?? '')]);
    }
  });

  it('that is read answers HEAD as GET, without a body', async () => {
    for (const operation of all.filter(({ method }) => method === 'GET')) {
      // The event stream has no end that could be waited for.
      const status = nameOf(operation) === 'GET /api/v1/events' ? 200 : (await send(operation)).status;
      const head = await send(operation, '', 'HEAD');
      expect([nameOf(operation), head.status, head.text]).toEqual([nameOf(operation), status, undefined]);
    }
  });
});
