import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Principal } from '@trunkline/contracts';
import { ApiKeyEntity, SessionEntity } from '@trunkline/persistence';
import { Database } from '../database/database.js';
import { principalOf } from './roles.js';
import { hashToken } from './tokens.js';

/** Name of the session cookie. */
export const SESSION_COOKIE = 'trunkline_session';

/** What a request carries to prove who sent it. */
export type Credential = { kind: 'api_key' | 'session'; token: string };

/** Who a credential belongs to; `sessionId` is null for an API key. */
export interface Holder {
  principal: Principal;
  sessionId: string | null;
}

const touchEveryMs = 60_000;

/** The credential in the headers; a key is preferred to a cookie, which a browser sends unasked. */
export function credentialIn(headers: IncomingHttpHeaders): Credential | undefined {
  const bearer = /^Bearer +(\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { kind: 'api_key', token: bearer };
  if (headers.authorization !== undefined) return undefined;
  for (const part of (headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === SESSION_COOKIE && value) return { kind: 'session', token: value };
  }
  return undefined;
}

/** Finds who a credential belongs to. */
@Injectable()
export class Credentials {
  constructor(private readonly database: Database) {}

  /** The holder of `credential`, or undefined when it is unknown, revoked or expired, or its user is disabled. */
  holder(credential: Credential): Promise<Holder | undefined> {
    return credential.kind === 'api_key' ? this.keyHolder(credential.token) : this.user(credential.token);
  }

  private async keyHolder(token: string): Promise<Holder | undefined> {
    const keys = this.database.source.getRepository(ApiKeyEntity);
    const key = await keys.findOneBy({ keyHash: hashToken(token) });
    if (!key || (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now())) return undefined;
    const { id, name, permissions, lastUsedAt } = key;
    if (!lastUsedAt || Date.now() - lastUsedAt.getTime() > touchEveryMs)
      await keys.update({ id }, { lastUsedAt: new Date() });
    return { principal: { kind: 'api_key', id, name, permissions }, sessionId: null };
  }

  private async user(token: string): Promise<Holder | undefined> {
    const sessions = this.database.source.getRepository(SessionEntity);
    const session = await sessions.findOne({ where: { tokenHash: hashToken(token) }, relations: { user: true } });
    if (!session || session.expiresAt.getTime() <= Date.now() || !session.user.enabled) return undefined;
    const { user, lastSeenAt } = session;
    if (Date.now() - lastSeenAt.getTime() > touchEveryMs)
      await sessions.update({ id: session.id }, { lastSeenAt: new Date() });
    return { principal: principalOf(user), sessionId: session.id };
  }
}
