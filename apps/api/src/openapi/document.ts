import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { SESSION_COOKIE } from '../access/credentials.js';
import { version } from '../version.js';
import { asyncapiText } from './asyncapi.js';
import { bodySchema, namedSchemas } from './contract-schemas.js';
import { withErrorStatuses } from './error-statuses.js';
import { withFileBodies } from './file-bodies.js';
import { withRequestHeaders } from './request-headers.js';

/** The API description, OpenAPI 3.1, made of the routes and the contracts. */
export function apiDescription(app: INestApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle('Trunkline')
    .setDescription('An API-first PBX on Asterisk. Errors are problems (RFC 9457) with a stable `code`.')
    .setVersion(version)
    .addBearerAuth({ type: 'http', description: 'An API key: `tlk_…`' }, 'apiKey')
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('apiKey')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, frame, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) => ({ schema: bodySchema(schema as z.ZodType, schemaType) }),
  });
  const components = { ...document.components, schemas: namedSchemas() };
  return withErrorStatuses(withFileBodies(withRequestHeaders({ ...document, components } as OpenAPIObject)));
}

/** Swagger UI at /docs, the description itself at /docs/openapi.json, that of the stream at /docs/asyncapi.yaml. */
export function serveDocs(app: INestApplication): void {
  app
    .getHttpAdapter()
    .get('/docs/asyncapi.yaml', (_request: Request, response: Response) =>
      response.type('application/yaml').send(asyncapiText()),
    );
  SwaggerModule.setup('docs', app, () => apiDescription(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'Trunkline API',
  });
}
