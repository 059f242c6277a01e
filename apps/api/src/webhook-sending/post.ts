import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { guardedLookup, TargetRefused } from './guarded-lookup.js';
import type { Resolver } from './resolver.js';
import { addressOf, targetProblem } from './target-rules.js';

/** How a request is sent. `networks` are the private networks it may reach. */
export interface PostSettings {
  networks: readonly string[];
  resolver: Resolver;
  timeoutMs: number;
}

export interface PostAnswer {
  status: number;
  /** How the body begins. */
  body: string;
}

/** The whole of an attempt took too long. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

const bodyLimit = 4096;
const bodyPatienceMs = 1000;
// Agents of our own: no proxy from the environment, and no share in what others in the process set.
const agents = {
  'http:': new http.Agent({ keepAlive: true, timeout: 30_000, maxFreeSockets: 32 }),
  'https:': new https.Agent({ keepAlive: true, timeout: 30_000, maxFreeSockets: 32 }),
};

/**
 * Sends a POST to a target that is checked where it is connected to, and never follows a redirect. The status decides;
 * of the body only the beginning is read, and not for long.
 */
export async function post(
  text: string,
  headers: Record<string, string>,
  body: string,
  settings: PostSettings,
): Promise<PostAnswer> {
  const problem = targetProblem(text, settings.networks);
  if (problem !== null) throw new TargetRefused(`The URL ${problem}.`);
  const signal = AbortSignal.timeout(settings.timeoutMs);
  try {
    return await once(new URL(text), headers, body, settings, signal, true);
  } catch (error) {
    if (error instanceof StaleSocket) return await once(new URL(text), headers, body, settings, signal, false);
    if (signal.aborted) throw new TimedOut(`No answer within ${settings.timeoutMs / 1000} s.`);
    throw error;
  }
}

/** A kept connection that the other side had closed meanwhile: no failure of the target. */
class StaleSocket extends Error {}

function once(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { networks, resolver }: PostSettings,
  signal: AbortSignal,
  reuse: boolean,
): Promise<PostAnswer> {
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: reuse ? agents[secure ? 'https:' : 'http:'] : false,
      lookup: addressOf(url) === null ? guardedLookup(url, networks, resolver) : undefined,
      rejectUnauthorized: true,
      signal,
    });
    let answered = false;
    request.on('response', (response) => {
      answered = true;
      readStart(response, resolve);
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The status has come: that the body is cut off, by us or by them, changes nothing.
      if (answered) return;
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(stale ? new StaleSocket() : error);
    });
    request.end(body);
  });
}

function readStart(response: IncomingMessage, resolve: (answer: PostAnswer) => void): void {
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  const done = () => {
    clearTimeout(timer);
    const body = Buffer.concat(chunks).subarray(0, bodyLimit).toString('utf8');
    resolve({ status, body });
    if (!response.complete) response.destroy();
  };
  const timer = setTimeout(done, bodyPatienceMs);
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bodyLimit) done();
  });
  response.on('end', done);
  response.on('error', done);
}
