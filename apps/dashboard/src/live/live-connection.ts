import type { LiveEvent, LiveServerMessages } from '@trunkline/contracts';
import { io, type Socket } from 'socket.io-client';
import { serverNow } from '../shared/clock';
import { FrameGate } from './frame-gate';
import {
  emptyBoard,
  type LiveBoard,
  withEvent,
  withoutCall,
  withoutConnection,
  withSnapshot,
  withStale,
} from './live-board';

const ENDED_CALL_STAYS_MS = 10_000;
const RETRY_REFUSED_MS = 3000;

/**
 * The one socket of the page to `/live`. It asks for a fresh snapshot at every connect: the board needs what is
 * true now, not what was missed. `onEvent` hears every event, `onSnapshot` every snapshot, `onRefused` that the
 * server turned the connection away (a session that ended, mostly).
 */
export class LiveConnection {
  private board: LiveBoard = emptyBoard;
  /** The board as it is shown: events of one frame are shown together. */
  private shown: LiveBoard = emptyBoard;
  private readonly frame = new FrameGate(() => this.show());
  private readonly listeners = new Set<() => void>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private socket: Socket<LiveServerMessages> | null = null;

  constructor(private readonly on: { event: (event: LiveEvent) => void; snapshot: () => void; refused: () => void }) {}

  readonly getBoard = (): LiveBoard => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  start(): void {
    const socket: Socket<LiveServerMessages> = io('/live', {
      transports: ['websocket', 'polling'],
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 3000,
      timeout: 5000,
    });
    this.socket = socket;
    socket.on('snapshot', (snapshot) => {
      this.put(withSnapshot(this.board, snapshot));
      this.on.snapshot();
    });
    socket.on('event', (event) => {
      this.put(withEvent(this.board, event));
      // Its legs go on in another call, which is on the board: nothing of it is left to be seen.
      if (event.type === 'call.merged') this.forget(event.data.id);
      if (event.type === 'call.ended') this.after(ENDED_CALL_STAYS_MS, () => this.forget(event.data.id));
      this.on.event(event);
    });
    socket.on('stale', (stale) => this.put(withStale(this.board, stale)));
    socket.on('disconnect', (reason) => {
      this.lost();
      if (reason === 'io server disconnect') this.retry(socket);
    });
    socket.on('connect_error', () => {
      this.lost();
      if (socket.active) return;
      this.on.refused();
      this.retry(socket);
    });
  }

  stop(): void {
    this.socket?.disconnect();
    this.socket?.removeAllListeners();
    this.socket = null;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.put(emptyBoard);
    this.frame.cancel();
    this.show();
  }

  private lost(): void {
    if (this.socket !== null) this.put(withoutConnection(this.board, new Date(serverNow()).toISOString()));
  }

  /** socket.io reconnects by itself except where the server said no. */
  private retry(socket: Socket): void {
    this.after(RETRY_REFUSED_MS, () => socket.connect());
  }

  private forget(callId: string): void {
    this.put(withoutCall(this.board, callId));
  }

  private after(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, ms);
    this.timers.add(timer);
  }

  private put(board: LiveBoard): void {
    this.board = board;
    this.frame.request();
  }

  private show(): void {
    if (this.shown === this.board) return;
    this.shown = this.board;
    for (const listener of this.listeners) listener();
  }
}
