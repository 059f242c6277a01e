import { z } from 'zod';
import type { DatabaseEntry } from './database-entries.js';

/** A phone that is registered, as Asterisk keeps it: texts are the phone's own. `expiresAt` is in ms since 1970. */
export interface RegisteredContact {
  aor: string;
  uri: string;
  userAgent: string | null;
  expiresAt: number | null;
}

/** Where Asterisk keeps the contacts of phones. */
export const contactFamily = 'registrar/contact';
const keyOfContact = /^\/registrar\/contact\/([^;]+);@/;
const storedSchema = z.object({
  uri: z.string().min(1),
  user_agent: z.string().default(''),
  expiration_time: z.coerce.number().default(0),
});

/** From an entry of Asterisk's database; null when it is no contact. Never throws. */
export function registeredContact({ key, value }: DatabaseEntry): RegisteredContact | null {
  const aor = keyOfContact.exec(key)?.[1];
  const stored = storedSchema.safeParse(parsed(value));
  if (aor === undefined || !stored.success) return null;
  const { uri, user_agent: userAgent, expiration_time: expires } = stored.data;
  return { aor, uri, userAgent: userAgent === '' ? null : userAgent, expiresAt: expires > 0 ? expires * 1000 : null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
