import type { CallRecordFilter } from '../../api/call-records';
import type { HistorySearch } from './history-search';

/** The query of the API for the filters of the page: whole days of the reader become instants. */
export function historyFilter({ fromDay, toDay, ...rest }: HistorySearch): CallRecordFilter {
  return {
    ...rest,
    ...(fromDay ? { from: startOfDay(fromDay, 0) } : {}),
    ...(toDay ? { to: startOfDay(toDay, 1) } : {}),
  };
}

function startOfDay(day: string, plusDays: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + plusDays);
  return date.toISOString();
}
