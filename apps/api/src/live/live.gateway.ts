import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { DomainError } from '@trunkline/domain';
import { isDatabaseUnavailable } from '@trunkline/persistence';
import type { Namespace } from 'socket.io';
import { LiveAccess } from './live-access.js';
import { LiveFeed } from './live-feed.js';
import { type LiveSocket, SocketSink } from './socket-sink.js';

/** The live stream as socket.io namespace `/live`; `GET /events` is the same as server-sent events. */
@WebSocketGateway({ namespace: '/live' })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  @WebSocketServer() readonly namespace: Namespace;
  private readonly leave = new Map<string, () => void>();

  constructor(
    private readonly access: LiveAccess,
    private readonly feed: LiveFeed,
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
  }

  handleConnection(socket: LiveSocket): void {
    const admit = async () => {
      await this.access.admit(socket);
      return socket.data.permissions;
    };
    this.leave.set(socket.id, this.feed.add(new SocketSink(socket), { ...socket.data, admit }));
  }

  handleDisconnect(socket: LiveSocket): void {
    this.leave.get(socket.id)?.();
    this.leave.delete(socket.id);
  }
}

/** A refused handshake: the client's `connect_error` carries the code in `data`. */
function problem(error: unknown): Error & { data: { code: string } } {
  const away = isDatabaseUnavailable(error);
  const code = error instanceof DomainError ? error.code : away ? 'database_unavailable' : 'internal_error';
  const detail = error instanceof DomainError ? error.message : '';
  return Object.assign(new Error(code), { data: { code, detail } });
}
