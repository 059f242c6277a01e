import { waitFor } from '@trunkline/local-runtime';
import type { Page, Request, Response } from 'playwright-core';

/** What a page asks its server. */
export interface Requests {
  /** Each request that was refused or got no answer, with why; whoever expects one takes it out. */
  readonly failures: string[];
  /** Every answer of the API by the request, as text. */
  answers(): Promise<Map<string, string>>;
  /** Resolves when nothing is asked any more and nothing on the page is loading. */
  quiet(): Promise<void>;
}

const loads = `document.querySelector('.mantine-Loader-root, [data-loading=true]') !== null`;

/** Follows the requests of a page from now on. */
export function watchRequests(page: Page): Requests {
  const failures: string[] = [];
  const running = new Set<Request>();
  const texts: Promise<[string, string]>[] = [];
  const nameOf = (request: Request) => `${request.method()} ${new URL(request.url()).pathname}`;
  page.on('request', (request) => running.add(request));
  page.on('requestfinished', (request) => running.delete(request));
  page.on('requestfailed', (request) => {
    running.delete(request);
    const why = request.failure()?.errorText ?? '';
    // What the page itself called off, mostly because it was left.
    if (why !== 'net::ERR_ABORTED') failures.push(`${nameOf(request)}: ${why}`);
  });
  page.on('response', (response: Response) => {
    const name = nameOf(response.request());
    if (response.status() >= 400) failures.push(`${name}: ${response.status()}`);
    if (name.includes(' /api/'))
      texts.push(
        response.text().then(
          (text) => [name, text],
          () => [name, ''],
        ),
      );
  });
  let quietBefore = false;
  const isQuiet = async () => {
    const quiet = running.size === 0 && !(await page.evaluate<boolean>(loads));
    const settled = quiet && quietBefore;
    quietBefore = quiet;
    return settled;
  };
  return {
    failures,
    answers: async () => new Map(await Promise.all(texts)),
    quiet: async () => {
      await waitFor('the page to have all its answers', isQuiet, { timeoutMs: 15_000, everyMs: 30 });
      quietBefore = false;
    },
  };
}
