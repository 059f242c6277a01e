import { type ScheduleState, weekdays } from '@trunkline/contracts';
import { holidayDays, hoursOf, type ScheduleHours } from './schedule-hours.js';

/** What a schedule says of an instant, and the holiday that makes it so. */
export interface ScheduleVerdict {
  state: ScheduleState;
  holiday: string | null;
}

/** What a schedule says at `at`: the override, else the hours of a holiday, else those of the day of the week, where it is. */
export function scheduleAt(schedule: ScheduleHours, at: Date): ScheduleVerdict {
  if (schedule.override !== null) return { state: schedule.override, holiday: null };
  const { date, time } = localTime(schedule.timezone, at);
  const holiday = holidayDays(schedule).find((day) => day.date === date);
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon';
  const hours = holiday?.hours ?? hoursOf(schedule, weekday);
  const open = hours.some(({ from, to }) => from <= time && time < to);
  return { state: open ? 'open' : holiday ? 'holiday' : 'closed', holiday: holiday?.name ?? null };
}

function localTime(timeZone: string, at: Date): { date: string; time: string } {
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time };
}

/** Whether a route that wants `wanted` is meant: a holiday is a kind of closed. */
export function isInState(wanted: ScheduleState, state: ScheduleState): boolean {
  return wanted === state || (wanted === 'closed' && state === 'holiday');
}
