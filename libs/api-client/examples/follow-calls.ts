import { followEvents } from '@trunkline/api-client';
import type { Call } from '@trunkline/contracts';

/**
 * Prints each call as it begins, changes and ends, for as long as `signal` allows:
 * `node --import @oxc-node/core/register libs/api-client/examples/follow-calls.ts http://127.0.0.1:8080 tlk_…`
 */
export async function followCalls(
  url: string,
  apiKey: string,
  print: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const messages = followEvents({ url, apiKey, filters: { topic: ['call'] }, ...(signal ? { signal } : {}) });
  for await (const message of messages) {
    switch (message.type) {
      case 'snapshot':
        print(`${message.snapshot.calls.length} calls are going on`);
        for (const call of message.snapshot.calls) print(line(call));
        break;
      case 'event':
        if (message.event.type.startsWith('call.')) print(line(message.event.data as Call));
        break;
      case 'stale':
        print(message.stale ? `not live since ${message.stale.since}: ${message.stale.reason}` : 'live');
        break;
      case 'reset':
        print('some events are gone; what follows is how it is now');
        break;
    }
  }
}

function line({ id, state, from, to }: Call): string {
  return `${id} ${state.padEnd(7)} ${from.number ?? 'unknown'} -> ${to.number ?? 'unknown'}`;
}

const [url, apiKey] = process.argv.slice(2);
if (url && apiKey && import.meta.url === new URL(`file://${process.argv[1]}`).href)
  await followCalls(url, apiKey, console.log);
