import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type ApiEnv, type Logger, nestLogger } from '@trunkline/platform';
import express, { type NextFunction, type Request, type Response } from 'express';
import { dashboard } from './dashboard/dashboard.middleware.js';
import { jsonOnly, jsonTypes } from './http/json-only.js';
import { OpenConnections } from './http/open-connections.js';
import { requestScope } from './http/request-scope.js';
import { securityHeaders } from './http/security-headers.js';
import { LiveAdapter } from './live/live.adapter.js';
import { serveDocs } from './openapi/document.js';

const bodyLimit = '100kb';

/** The API made of `module` (see appModule), ready to listen. */
export async function createApp(module: DynamicModule, env: ApiEnv, log: Logger): Promise<NestExpressApplication> {
  const app = await bareApp(module, log);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(requestScope(log));
  app.use(securityHeaders());
  app.use('/api', neverStored);
  app.use('/api', jsonOnly);
  app.use(express.json({ limit: bodyLimit, type: jsonTypes }));
  app.use(dashboard(env.DASHBOARD_DIR));
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of Nest, not a hook of React
  app.useWebSocketAdapter(new LiveAdapter(app));
  serveDocs(app);
  app.get(OpenConnections).watch();
  return app;
}

/** The modules and routes alone. With `preview` nothing in them is made: enough for the API description. */
export async function bareApp(module: DynamicModule, log: Logger, preview = false): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: nestLogger(log),
    bodyParser: false,
    abortOnError: false,
    preview,
  });
  app.setGlobalPrefix('api/v1');
  return app;
}

/** Answers tell of people and calls, some hold a secret: no cache keeps them. */
function neverStored(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
