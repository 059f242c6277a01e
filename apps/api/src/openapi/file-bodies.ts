import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = { requestBody?: { content: Record<string, { schema: unknown }> } };

/** A body that may be JSON or a file has one schema for both; what is sent as a file is text. */
export function withFileBodies(document: OpenAPIObject): OpenAPIObject {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as Operation[]);
  for (const { requestBody } of operations)
    if (requestBody?.content['text/csv']) requestBody.content['text/csv'] = { schema: { type: 'string' } };
  return document;
}
