import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { nonceOf } from '../http/security-headers.js';
import { precompressed } from './precompressed.js';

const notDashboard = /^\/(api|docs|socket\.io)(\/|$)/;

/**
 * Serves the built dashboard: files under /assets carry a hash in their name and never change; index.html is asked
 * for each time. A navigation to any other path gets index.html, a missing file gets 404.
 */
export function dashboard(directory: string): RequestHandler {
  const root = resolve(directory);
  const index = resolve(root, 'index.html');
  const router = Router();
  router.use('/assets', precompressed(resolve(root, 'assets')));
  router.use(express.static(root, { index: false, setHeaders: setCaching, redirect: false }));
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (!isNavigation(request)) return next();
    readFile(index, 'utf8').then(
      (page) => sendPage(response, page),
      () => void response.status(404).type('text').send('The dashboard is not built.'),
    );
  });
  return (request, response, next) => {
    if (notDashboard.test(request.path) || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    router(request, response, next);
  };
}

/** What the build writes where the nonce of a request belongs; the same stands in apps/dashboard/vite.config.ts. */
const noncePlace = /TRUNKLINE_CSP_NONCE/g;

function sendPage(response: Response, page: string): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.type('html').send(page.replace(noncePlace, nonceOf(response)));
}

function setCaching(response: Response, path: string): void {
  const hashed = path.includes('/assets/');
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** A browser that opens a page asks for HTML and names no file. */
function isNavigation(request: Request): boolean {
  const last = request.path.split('/').at(-1) ?? '';
  return !last.includes('.') && request.accepts(['html', 'json']) === 'html' && !request.path.startsWith('/assets/');
}
