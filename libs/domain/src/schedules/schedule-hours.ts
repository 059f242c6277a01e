import type { Hours, Schedule, Weekday } from '@trunkline/contracts';

/** What of a schedule says when it is open. */
export type ScheduleHours = Pick<Schedule, 'timezone' | 'weekly' | 'holidays' | 'override'>;

/** A day of a holiday, `2026-12-25`. */
export interface HolidayDay {
  date: string;
  name: string;
  hours: Hours[];
}

/** When it is open on a day of the week: in order, and joined where hours touch or overlap. */
export function hoursOf({ weekly }: Pick<ScheduleHours, 'weekly'>, day: Weekday): Hours[] {
  return joined(weekly.filter(({ days }) => days.includes(day)));
}

/** The days of all holidays in their order. Of two on one day the first counts, as in the list. */
export function holidayDays({ holidays }: Pick<ScheduleHours, 'holidays'>): HolidayDay[] {
  const days = new Map<string, HolidayDay>();
  for (const { name, from, to, hours } of holidays)
    for (let date = from; date <= to; date = nextDay(date))
      if (!days.has(date)) days.set(date, { date, name, hours: joined(hours) });
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function joined(all: readonly Pick<Hours, 'from' | 'to'>[]): Hours[] {
  const result: Hours[] = [];
  for (const { from, to } of [...all].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = last.to < to ? to : last.to;
    else result.push({ from, to });
  }
  return result;
}

/** The day after, in the calendar: no zone has a part in it. */
function nextDay(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}
