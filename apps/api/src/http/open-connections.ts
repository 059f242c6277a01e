import type { Socket } from 'node:net';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const graceMs = 2000;

/** Lets requests finish at shutdown, then cuts what is left: a client that takes nothing must not hold us for ever. */
@Injectable()
export class OpenConnections implements BeforeApplicationShutdown {
  private readonly sockets = new Set<Socket>();

  constructor(private readonly host: HttpAdapterHost) {}

  /** Keeps account of the connections of the HTTP server from now on, those of the stream too. */
  watch(): void {
    this.host.httpAdapter.getHttpServer().on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  beforeApplicationShutdown(): void {
    const timer = setTimeout(() => {
      for (const socket of this.sockets) socket.destroy();
    }, graceMs);
    timer.unref();
  }
}
