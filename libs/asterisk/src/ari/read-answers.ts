import { z } from 'zod';
import { AsteriskError } from '../errors.js';
import { cleanValue, isCleanJson } from '../text/clean-value.js';
import type { AriEvent, AsteriskFacts } from './ari-types.js';

export const channelSchema = z.looseObject({ id: z.string(), name: z.string(), state: z.string() });
export const bridgeSchema = z.looseObject({ id: z.string(), channels: z.array(z.string()) });
export const variableSchema = z.object({ value: z.string() });
export const rtpStatisticsSchema = z.object({ rxcount: z.number(), txcount: z.number() });
export const fieldSchema = z.object({ attribute: z.string(), value: z.string() });
export const endpointSchema = z.object({
  technology: z.string(),
  resource: z.string(),
  state: z.string().default('unknown'),
});
const factsSchema = z.object({
  system: z.object({ version: z.string() }),
  status: z.object({ startup_time: z.string() }),
  config: z.object({ name: z.string().default('') }),
});

/**
 * A message of the event socket, or null when it is no event (not JSON, no type). Never throws. Without a schema: it runs
 * some twenty times for a call.
 */
export function readEvent(text: string): AriEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    const event = (isCleanJson(text) ? value : cleanValue(value)) as { type?: unknown; timestamp?: unknown } | null;
    const { type, timestamp = '' } = event ?? {};
    return typeof type === 'string' && type !== '' && typeof timestamp === 'string'
      ? { ...event, type, timestamp }
      : null;
  } catch {
    return null;
  }
}

/** What `GET /asterisk/info` answered. */
export function readFacts(value: unknown): AsteriskFacts {
  const { system, status, config } = readAnswer('asterisk info', factsSchema, value);
  return { version: system.version, startedAt: status.startup_time, systemName: config.name };
}

/** The answer to `what`, cleaned and of the shape expected; anything else is an AsteriskError. */
export function readAnswer<S extends z.ZodType>(what: string, schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(cleanValue(value));
  if (!result.success) throw new AsteriskError(`Asterisk answered ${what} in a form that is not known.`);
  return result.data;
}
