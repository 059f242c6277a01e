import { useSyncExternalStore } from 'react';
import { serverNow } from './clock';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = serverNow();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = serverNow();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** While nobody ticks the value ages; it must still be the same for two reads of one render. */
function current(): number {
  if (timer === undefined && Math.abs(serverNow() - now) > 1500) now = serverNow();
  return now;
}

/** The time by the server's clock, renewed every second; all that use it tick together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}
