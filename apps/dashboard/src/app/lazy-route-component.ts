import { lazyRouteComponent as ofRouter } from '@tanstack/react-router';
import { ApiError } from '../api/problem';
import { request } from '../api/request';

const TRY_AGAIN_MS = 2000;

/**
 * A page that is loaded when it is wanted. Given the server is away, it waits for it; the router's own function would
 * load the whole address anew, and leave the browser with its page for servers that are away.
 */
export const lazyRouteComponent: typeof ofRouter = (load, name) => ofRouter(() => loadedOnceThere(load), name);

async function loadedOnceThere<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      // The server is there and has no such file: it was updated.
      if (await answers()) throw error;
    }
    forgetFailedStyles();
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
}

/** Vite takes a link that is there for a style that is there. */
function forgetFailedStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    if (link.sheet === null) link.remove();
  }
}

async function answers(): Promise<boolean> {
  try {
    await request('GET', '/session', { patienceMs: TRY_AGAIN_MS });
    return true;
  } catch (error) {
    return !(error instanceof ApiError && error.code === 'unreachable');
  }
}
