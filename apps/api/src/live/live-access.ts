import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { eventFilterSchema, type Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { type Credential, Credentials, credentialIn } from '../access/credentials.js';
import { sameOrigin } from '../access/same-origin.js';
import type { LiveSocket } from './socket-sink.js';

/** Decides who may follow the stream: a session cookie from a page of ours or an API key, with `calls:read`. */
@Injectable()
export class LiveAccess {
  constructor(private readonly credentials: Credentials) {}

  /** Lets the socket in, with its permissions. @throws DomainError unauthenticated, forbidden or validation_failed. */
  async admit(socket: LiveSocket): Promise<void> {
    const credential = credentialOf(socket);
    if (!credential) throw new DomainError('unauthenticated', 'Send a session cookie or auth.apiKey.');
    const principal = await this.holder(credential, socket.handshake.headers);
    const { since, filter } = asked(socket);
    socket.data = { holderId: principal.id, permissions: principal.permissions, since, filter };
  }

  /** Who `credential` belongs to, if they may follow the stream. @throws DomainError unauthenticated or forbidden. */
  async holder(credential: Credential, headers: IncomingHttpHeaders): Promise<Principal> {
    // WebSockets know no same-origin policy: without this any page could read the stream with its visitor's cookie.
    if (credential.kind === 'session' && sameOrigin(headers) === false)
      throw new DomainError('forbidden', 'A page of another site cannot use this session.');
    const holder = await this.credentials.holder(credential);
    if (!holder) throw new DomainError('unauthenticated', 'This credential is not valid, or not any more.');
    const { principal } = holder;
    if (!principal.permissions.includes('calls:read'))
      throw new DomainError('forbidden', 'This needs the permission calls:read.');
    return principal;
  }

  /** As `holder`, of a request that carries its credential in its headers. */
  holderOf(headers: IncomingHttpHeaders): Promise<Principal> {
    const credential = credentialIn(headers);
    if (!credential) throw new DomainError('unauthenticated', 'This needs a credential.');
    return this.holder(credential, headers);
  }
}

function credentialOf(socket: LiveSocket): Credential | undefined {
  const { apiKey } = socket.handshake.auth;
  if (typeof apiKey === 'string' && apiKey !== '') return { kind: 'api_key', token: apiKey };
  return credentialIn(socket.handshake.headers);
}

/** What the handshake asks for. A `since` that is no place is as none; a filter that is none is refused. */
function asked(socket: LiveSocket): Pick<LiveSocket['data'], 'since' | 'filter'> {
  const { apiKey: _, since, ...rest } = socket.handshake.auth;
  const filter = eventFilterSchema.safeParse(rest);
  if (!filter.success) {
    const [issue] = filter.error.issues;
    throw new DomainError('validation_failed', `auth.${issue?.path.join('.')}: ${issue?.message}`);
  }
  return { since: Number.isSafeInteger(since) && since >= 0 ? since : undefined, filter: filter.data };
}
