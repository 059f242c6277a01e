/** An hour of the clock in some time zone: `start` is its first instant, `local` the same as RFC 3339 with the offset. */
export interface ClockHour {
  start: Date;
  local: string;
}

/** Offsets of time zones are multiples of a quarter of an hour, so every hour of a clock begins with one. */
const STEP_MS = 15 * 60_000;
/** An hour of the clock is this long at most, so that so many steps back from now are more than `HOURS` hours. */
const STEPS = 26 * 4;
const HOURS = 24;

/**
 * The hour of the clock in `timezone` that `now` is in and the 23 before it, oldest first. Where the clock is put back,
 * the hour that comes twice is two hours with different offsets; where it is put forward, the one left out is not there.
 */
export function hoursOfTheDay(now: Date, timezone: string): ClockHour[] {
  const localHour = localHourIn(timezone);
  const last = Math.floor(now.getTime() / STEP_MS) * STEP_MS;
  const hours: ClockHour[] = [];
  for (let step = STEPS; step >= 0; step -= 1) {
    const start = new Date(last - step * STEP_MS);
    const local = localHour(start);
    if (hours.at(-1)?.local !== local) hours.push({ start, local });
  }
  return hours.slice(-HOURS);
}

/** The hour that an instant is in, as the clock of `timezone` shows it. */
function localHourIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    timeZoneName: 'longOffset',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    // `GMT+02:00`; for no offset some engines say `GMT` alone.
    const offset = parts.get('timeZoneName')?.slice('GMT'.length) || '+00:00';
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:00:00${offset}`;
  };
}
