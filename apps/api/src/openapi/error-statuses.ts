import type { OpenAPIObject } from '@nestjs/swagger';
import { problemSchema } from '@trunkline/contracts';
import { publicRoutes } from '../access/public-routes.js';
import { bodySchema } from './contract-schemas.js';

type Operation = {
  parameters?: { name: string; in: string }[];
  requestBody?: { content?: object };
  responses: object;
};

const meanings: Readonly<Record<number, string>> = {
  400: 'The body is no JSON in UTF-8, or a header is malformed.',
  401: 'No credential that is valid.',
  403: 'The credential lacks the permission, or the request comes from a page of another site.',
  404: 'There is no such resource.',
  409: 'It conflicts with what there is; `code` says how.',
  412: '`If-Match` names another version.',
  413: 'The body is larger than 100 kB.',
  415: 'The body is of another type than JSON.',
  422: 'A field or a parameter is wrong or not known; `errors` names each.',
  429: 'Too many failed logins; `Retry-After` says how long to wait.',
  503: 'The database or the agent is away; `Retry-After` says when to try again.',
};
/** Of the route whose body is a file. */
const meaningsOfFile: typeof meanings = {
  413: 'The file is larger than 20 MB.',
  415: 'The body is of another type than audio.',
};
const guessesPasswords = new Set(['POST /api/v1/session', 'PUT /api/v1/session/password']);

/** Names the errors that each route may answer. They follow from what the route takes, so nobody has to list them. */
export function withErrorStatuses(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const takesFile = 'audio/*' in (operation.requestBody?.content ?? {});
      const problems = statuses(method.toUpperCase(), path, operation).map((status) => [
        String(status),
        problem((takesFile && meaningsOfFile[status]) || (meanings[status] ?? '')),
      ]);
      operation.responses = { ...Object.fromEntries(problems), ...operation.responses };
    }
  }
  return document;
}

function statuses(method: string, path: string, { parameters = [], requestBody }: Operation): number[] {
  const has = (place: string) => parameters.some((parameter) => parameter.in === place);
  const changes = method !== 'GET';
  const login = guessesPasswords.has(`${method} ${path}`);
  return [
    ...(requestBody ? [400, 413, 415] : method === 'POST' ? [400] : []),
    ...(publicRoutes.has(`${method} ${path}`) ? (login ? [401, 403] : []) : [401, 403]),
    ...(has('path') ? [404] : []),
    ...(changes && !login ? [409] : []),
    ...(['PUT', 'PATCH', 'DELETE'].includes(method) ? [412] : []),
    422,
    ...(login ? [429] : []),
    503,
  ];
}

function problem(description: string) {
  return {
    description,
    content: { 'application/problem+json': { schema: bodySchema(problemSchema) } },
  };
}
