import { Inject } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { LiveEvent } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { isDatabaseUnavailable } from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import type { Namespace } from 'socket.io';
import { Database } from '../database/database.js';
import { LOGGER } from '../tokens.js';
import { EventTail } from './event-tail.js';
import { LiveAccess } from './live-access.js';
import { readMissed, readSnapshot } from './live-backlog.js';
import { LiveClient, type LiveSocket } from './live-client.js';
import { Staleness } from './staleness.js';

const recheckMs = 30_000;

/** The live stream, socket.io namespace `/live`: a snapshot or what was missed, then every event in order. */
@WebSocketGateway({ namespace: '/live' })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  @WebSocketServer() readonly namespace: Namespace;
  private readonly clients = new Map<string, LiveClient>();

  constructor(
    @Inject(LOGGER) private readonly log: Logger,
    private readonly access: LiveAccess,
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly staleness: Staleness,
  ) {}

  afterInit(namespace: Namespace): void {
    namespace.server
      .of('/')
      .use((_socket, next) => next(problem(new DomainError('forbidden', 'Use the namespace /live.'))));
    namespace.use((socket, next) => {
      this.access.admit(socket as LiveSocket).then(
        () => next(),
        (error: unknown) => next(problem(error)),
      );
    });
    this.tail.onEvent((event) => this.deliver(event));
    this.tail.onReset(() => {
      for (const client of [...this.clients.values()]) client.drop();
    });
    this.tail.onAccessChanged((holderId) => void this.recheck(holderId));
    this.staleness.onChange((stale) => {
      for (const client of this.clients.values()) client.setStale(stale);
    });
    const timer = setInterval(() => void this.recheck(), recheckMs);
    timer.unref();
  }

  async handleConnection(socket: LiveSocket): Promise<void> {
    const client = new LiveClient(socket);
    // From here on it holds events back, so none that is committed after its snapshot can be missed.
    this.clients.set(socket.id, client);
    try {
      await this.begin(client);
    } catch (error) {
      this.log.warn({ err: error }, 'a live client could not begin');
      client.drop();
    }
  }

  handleDisconnect(socket: LiveSocket): void {
    this.clients.delete(socket.id);
  }

  private async begin(client: LiveClient): Promise<void> {
    const { since } = client.socket.data;
    const source = this.database.source;
    const missed = since === undefined ? undefined : await readMissed(source, since);
    if (since !== undefined && missed) return client.resumeWith(since, missed, this.staleness.current);
    client.beginWith({ ...(await readSnapshot(source)), stale: this.staleness.current });
  }

  private deliver(event: LiveEvent): void {
    for (const client of this.clients.values()) client.deliver(event);
  }

  /** A credential may have been revoked since, or its rights be others. A database that is away revokes nothing. */
  private async recheck(holderId?: string): Promise<void> {
    for (const { socket } of [...this.clients.values()]) {
      if (holderId !== undefined && socket.data.holderId !== holderId) continue;
      try {
        await this.access.admit(socket);
      } catch (error) {
        if (error instanceof DomainError && error.code !== 'database_unavailable') socket.disconnect(true);
      }
    }
  }
}

/** A refused handshake: the client's `connect_error` carries the code in `data`. */
function problem(error: unknown): Error & { data: { code: string } } {
  const away = isDatabaseUnavailable(error);
  const code = error instanceof DomainError ? error.code : away ? 'database_unavailable' : 'internal_error';
  const detail = error instanceof DomainError ? error.message : '';
  return Object.assign(new Error(code), { data: { code, detail } });
}
