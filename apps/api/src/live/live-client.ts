import type { LiveEvent, LiveServerMessages, LiveSnapshot, LiveStale, Permission } from '@trunkline/contracts';
import type { Socket } from 'socket.io';

/** Packets that may wait for a slow client before it is dropped; it comes back and resumes. */
const mostWaiting = 1000;

/** What the gateway keeps on a socket. */
export interface LiveSocketData {
  /** Id of the user or API key. */
  holderId: string;
  permissions: readonly Permission[];
  since: number | undefined;
}

export type LiveSocket = Socket<Record<string, never>, LiveServerMessages, Record<string, never>, LiveSocketData>;

/** One client of the stream. It holds back events until it has its snapshot, and sends none twice. */
export class LiveClient {
  private held: LiveEvent[] | undefined = [];
  private sent = 0;

  constructor(readonly socket: LiveSocket) {}

  /** An event that was committed; later than all it was given before. */
  deliver(event: LiveEvent): void {
    if (this.held) this.held.push(event);
    else this.send(event);
  }

  /** A change of whether the stream follows Asterisk. What it begins with says it anyway. */
  setStale(stale: LiveStale): void {
    if (!this.held) this.socket.emit('stale', stale);
  }

  /** Begins with what is true at `snapshot.seq`. */
  beginWith(snapshot: LiveSnapshot): void {
    this.sent = snapshot.seq;
    this.socket.emit('snapshot', snapshot);
    this.release();
  }

  /** Begins with the events that the client has missed since `seq`. */
  resumeWith(seq: number, missed: readonly LiveEvent[], stale: LiveStale): void {
    this.sent = seq;
    for (const event of missed) this.send(event);
    this.socket.emit('stale', stale);
    this.release();
  }

  /** Closes the connection so that the client comes back by itself; after `disconnect` it would stay away. */
  drop(): void {
    this.socket.conn.close(true);
  }

  private release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const event of held) this.send(event);
  }

  private send(event: LiveEvent): void {
    if (event.seq <= this.sent) return;
    this.sent = event.seq;
    if (!this.socket.data.permissions.includes(permissionFor(event))) return;
    this.socket.emit('event', event);
    if (waiting(this.socket) > mostWaiting) this.drop();
  }
}

function permissionFor(event: LiveEvent): Permission {
  return event.type.startsWith('call.') ? 'calls:read' : 'config:read';
}

/** Packets of this connection that the client's network has not taken yet. engine.io has no public word for it. */
function waiting(socket: LiveSocket): number {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}
