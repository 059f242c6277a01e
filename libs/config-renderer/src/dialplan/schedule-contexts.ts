import { type Hours, holidaySchema, isTimezone, weekdays, weeklyHoursSchema } from '@trunkline/contracts';
import { holidayDays, hoursOf, type PbxSnapshot, type SnapshotSchedule } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import type { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';

/** Where a schedule is asked: `Gosub(…,s,1)` returns one of `scheduleStates`. */
export const scheduleContext = (ref: string): string => `tl-schedule-${ourName('schedule', ref)}`;

// Date, day of the week, and the time after a 1, so that it is a number. TL_NOW (seconds since 1970) is the clock of whoever
// sets it.
const clock = (timezone: string) =>
  `\${STRFTIME(\${IF($[\${LEN(\${TL_NOW})} > 0]?\${TL_NOW}:\${EPOCH})},${timezone},%Y%m%d%u1%H%M)}`;

/** A context for each schedule: one line for each holiday and each day of the week. */
export function scheduleContexts(conf: ConfWriter, { schedules }: Pick<PbxSnapshot, 'schedules'>): void {
  for (const schedule of schedules) {
    const name = scheduleContext(schedule.ref);
    conf.section(name);
    if (schedule.override !== null)
      conf.object('exten', `s,1,Return(${schedule.override === 'open' ? 'open' : 'closed'})`);
    else byTheClock(conf, name, schedule);
  }
}

/** All of it is checked: it becomes dialplan. */
function byTheClock(conf: ConfWriter, name: string, schedule: SnapshotSchedule): void {
  const weekly = weeklyHoursSchema.array().safeParse(schedule.weekly);
  const holidays = holidaySchema.array().safeParse(schedule.holidays);
  if (!weekly.success || !holidays.success) throw new ConfRefusedError(name, 'has hours or a holiday that are none');
  if (!isTimezone(schedule.timezone)) throw new ConfRefusedError(name, 'has a time zone that there is not');
  const holiday = `d\${TL_CLOCK:0:8}`;
  conf.object('exten', `s,1,Set(TL_CLOCK=${clock(schedule.timezone)})`);
  conf.same(`Goto(\${IF($[\${DIALPLAN_EXISTS(${name},${holiday},1)}]?${holiday}:w\${TL_CLOCK:8:1})},1)`);
  for (const [index, day] of weekdays.entries()) {
    const hours = hoursOf({ weekly: weekly.data }, day);
    conf.object('exten', `w${index + 1},1,Return(${during(hours, 'closed')})`);
  }
  for (const { date, hours } of holidayDays({ holidays: holidays.data }))
    conf.object('exten', `d${date.replaceAll('-', '')},1,Return(${during(hours, 'holiday')})`);
}

function during(hours: readonly Hours[], otherwise: string): string {
  if (hours.length === 0) return otherwise;
  // `1HHMM`, a number too where the hour begins with a 0.
  const time = (text: string) => `1${text.replace(':', '')}`;
  const spans = hours.map(({ from, to }) => `(\${TL_CLOCK:9} >= ${time(from)} & \${TL_CLOCK:9} < ${time(to)})`);
  return `\${IF($[${spans.join(' | ')}]?open:${otherwise})}`;
}
