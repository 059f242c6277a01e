import type { Call, LiveEvent, LiveSnapshot, LiveStale } from '@trunkline/contracts';

/**
 * What the live page knows. `closedSince` is the moment the connection was lost, null while it is open.
 * The board is live only after a snapshot, with the connection open and nothing stale.
 */
export interface LiveBoard {
  seq: number | null;
  calls: ReadonlyMap<string, Call>;
  stale: LiveStale;
  open: boolean;
  closedSince: string | null;
}

export type LiveStatus = 'connecting' | 'live' | 'stale' | 'disconnected';

export const emptyBoard: LiveBoard = { seq: null, calls: new Map(), stale: null, open: false, closedSince: null };

/** Takes a snapshot in place of everything that was known. */
export function withSnapshot(board: LiveBoard, snapshot: LiveSnapshot): LiveBoard {
  const ended = [...board.calls.values()].filter((call) => call.state === 'ended');
  return {
    ...board,
    open: true,
    closedSince: null,
    seq: snapshot.seq,
    stale: snapshot.stale,
    calls: new Map([...ended, ...snapshot.calls].map((call) => [call.id, call])),
  };
}

/** Takes one event; one that the snapshot already contains changes nothing. */
export function withEvent(board: LiveBoard, event: LiveEvent): LiveBoard {
  if (board.seq === null || event.seq <= board.seq) return board;
  switch (event.type) {
    case 'call.started':
    case 'call.updated':
    case 'call.ended':
    case 'call.merged':
      return { ...board, seq: event.seq, calls: new Map(board.calls).set(event.data.id, event.data) };
    default:
      return { ...board, seq: event.seq };
  }
}

export function withStale(board: LiveBoard, stale: LiveStale): LiveBoard {
  return { ...board, stale };
}

/** The connection is gone: what is shown was true until now and may be wrong from here on. */
export function withoutConnection(board: LiveBoard, now: string): LiveBoard {
  return { ...board, open: false, closedSince: board.closedSince ?? now };
}

/** Takes a call off the board, some seconds after it ended. */
export function withoutCall(board: LiveBoard, callId: string): LiveBoard {
  if (board.calls.get(callId)?.state !== 'ended') return board;
  const calls = new Map(board.calls);
  calls.delete(callId);
  return { ...board, calls };
}

export function liveStatus(board: LiveBoard): LiveStatus {
  if (!board.open) return board.closedSince === null ? 'connecting' : 'disconnected';
  if (board.stale !== null) return 'stale';
  return board.seq === null ? 'connecting' : 'live';
}

/** Since when the board is not live, null while it is or was never. */
export function notLiveSince(board: LiveBoard): string | null {
  return board.closedSince ?? board.stale?.since ?? null;
}

/** Calls that are going on, oldest first, then those that just ended. */
export function callsInOrder(calls: LiveBoard['calls']): Call[] {
  return [...calls.values()].sort(
    (a, b) => Number(a.state === 'ended') - Number(b.state === 'ended') || compare(a.startedAt, b.startedAt),
  );
}

/** Timestamps of one form sort as text. A comparison by the rules of a language costs twenty times as much. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
