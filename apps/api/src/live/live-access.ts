import { Injectable } from '@nestjs/common';
import { DomainError } from '@trunkline/domain';
import { type Credential, Credentials, credentialIn } from '../access/credentials.js';
import { sameOrigin } from '../access/same-origin.js';
import type { LiveSocket } from './live-client.js';

/** Decides who may follow the stream: a session cookie from a page of ours or an API key, with `calls:read`. */
@Injectable()
export class LiveAccess {
  constructor(private readonly credentials: Credentials) {}

  /** Lets the socket in, with its permissions. @throws DomainError unauthenticated or forbidden. */
  async admit(socket: LiveSocket): Promise<void> {
    const credential = credentialOf(socket);
    if (!credential) throw new DomainError('unauthenticated', 'Send a session cookie or auth.apiKey.');
    // WebSockets know no same-origin policy: without this any page could read the stream with its visitor's cookie.
    if (credential.kind === 'session' && sameOrigin(socket.handshake.headers) === false)
      throw new DomainError('forbidden', 'A page of another site cannot use this session.');
    const holder = await this.credentials.holder(credential);
    if (!holder) throw new DomainError('unauthenticated', 'This credential is not valid, or not any more.');
    const { principal } = holder;
    if (!principal.permissions.includes('calls:read'))
      throw new DomainError('forbidden', 'This needs the permission calls:read.');
    socket.data = { holderId: principal.id, permissions: principal.permissions, since: sinceOf(socket) };
  }
}

function credentialOf(socket: LiveSocket): Credential | undefined {
  const { apiKey } = socket.handshake.auth;
  if (typeof apiKey === 'string' && apiKey !== '') return { kind: 'api_key', token: apiKey };
  return credentialIn(socket.handshake.headers);
}

function sinceOf(socket: LiveSocket): number | undefined {
  const { since } = socket.handshake.auth;
  return Number.isSafeInteger(since) && since >= 0 ? since : undefined;
}
