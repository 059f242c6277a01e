import { queryOptions } from '@tanstack/react-query';
import type { Schedule, ScheduleCreate } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All schedules, with what they say now: asked every minute while somebody looks. */
export const schedulesQuery = queryOptions({
  queryKey: ['schedules'],
  queryFn: ({ signal }) => readAll<Schedule>('/schedules', signal),
  refetchInterval: 60_000,
});

export const createSchedule = (body: ScheduleCreate) => changeConfig<Schedule>('POST', '/schedules', body);
