import { AsyncLocalStorage } from 'node:async_hooks';

interface RequestContext {
  requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and all that it starts, as part of the request `id`. */
export function runInRequest<T>(id: string, work: () => T): T {
  return storage.run({ requestId: id }, work);
}

/** Id of the request that is being answered; undefined outside of one. */
export function requestId(): string | undefined {
  return storage.getStore()?.requestId;
}
