import { IoAdapter } from '@nestjs/platform-socket.io';

type CreateServer = IoAdapter['createIOServer'];
type Options = Parameters<CreateServer>[1];

const ours = {
  path: '/socket.io',
  serveClient: false,
  maxHttpBufferSize: 10_000,
  pingInterval: 10_000,
  pingTimeout: 10_000,
};

/** socket.io as it is used here: its client is not served, and clients send nothing that is large. */
export class LiveAdapter extends IoAdapter {
  override createIOServer(port: number, options?: Options): ReturnType<CreateServer> {
    return super.createIOServer(port, { ...options, ...ours } as Options);
  }
}
