import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { sessionQuery } from '../api/session';
import { useCan } from '../shared/principal';
import { cacheUpdates } from './cache-updates';
import { emptyBoard, type LiveBoard, type LiveStatus, liveStatus } from './live-board';
import { LiveConnection } from './live-connection';

const LiveContext = createContext<LiveConnection | null>(null);

/** Keeps the one live connection of the page open while somebody is logged in who may watch calls. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const allowed = useCan('calls:read');
  const [connection] = useState(() => {
    const updates = cacheUpdates(queries);
    // A refused connection is a session that ended, mostly: asking for it leads to the login.
    const refused = () => void queries.refetchQueries({ queryKey: sessionQuery.queryKey });
    return new LiveConnection({ event: updates.onEvent, snapshot: updates.onSnapshot, refused });
  });
  useEffect(() => {
    if (!allowed) return;
    connection.start();
    return () => connection.stop();
  }, [connection, allowed]);
  return <LiveContext value={connection}>{children}</LiveContext>;
}

const never = () => () => {};
const nothing = () => emptyBoard;

/** What is known of the calls now, and whether it can be trusted. */
export function useLiveBoard(): { board: LiveBoard; status: LiveStatus } {
  const connection = useContext(LiveContext);
  const board = useSyncExternalStore(connection?.subscribe ?? never, connection?.getBoard ?? nothing);
  return { board, status: liveStatus(board) };
}

/** Whether what is known of the calls can be trusted; for whom the calls themselves do not matter. */
export function useLiveStatus(): LiveStatus {
  const connection = useContext(LiveContext);
  return useSyncExternalStore(connection?.subscribe ?? never, () => liveStatus(connection?.getBoard() ?? emptyBoard));
}
