import type { Hours, Schedule, ScheduleCreate, SchedulePatch, Weekday } from '@trunkline/contracts';
import { createSchedule, schedulesQuery } from '../../api/schedules';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';
import type { ResourceForm } from '../../shared/resource-panels';

/** Hours in the form; `key` keeps rows apart. An end at midnight is `00:00`, as an input for times has it. */
export interface WeeklyValues {
  key: string;
  days: Weekday[];
  from: string;
  to: string;
}

/** A holiday in the form; `hours` as people write them: `10:00-12:00, 14:00-16:00`. */
export interface HolidayValues {
  key: string;
  name: string;
  from: string;
  to: string;
  hours: string;
}

/** A schedule as the form holds it. */
export interface ScheduleValues {
  name: string;
  timezone: string | null;
  override: 'open' | 'closed' | 'none';
  weekly: WeeklyValues[];
  holidays: HolidayValues[];
}

let rows = 0;
const key = () => {
  rows += 1;
  return `row-${rows}`;
};

export const newWeekly = (): WeeklyValues => ({
  key: key(),
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
});
export const newHoliday = (): HolidayValues => ({ key: key(), name: '', from: '', to: '', hours: '' });

function newSchedule(): ScheduleValues {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { name: '', timezone: timeZone || null, override: 'none', weekly: [newWeekly()], holidays: [] };
}

/** Hours in the form of a holiday. */
export const hoursText = (hours: readonly Hours[]): string => hours.map(({ from, to }) => `${from}-${to}`).join(', ');

function scheduleValues({ name, timezone, override, weekly, holidays }: Schedule): ScheduleValues {
  return {
    ...{ name, timezone, override: override ?? 'none' },
    weekly: weekly.map(({ days, from, to }) => ({ key: key(), days, from, to: to === '24:00' ? '00:00' : to })),
    holidays: holidays.map(({ hours, ...holiday }) => ({ key: key(), ...holiday, hours: hoursText(hours) })),
  };
}

/** Body of `POST /schedules`. What cannot be read as hours is left for the contract to refuse. */
function scheduleBody({ name, timezone, override, weekly, holidays }: ScheduleValues): ScheduleCreate {
  return {
    name: name.trim(),
    timezone: timezone ?? '',
    override: override === 'none' ? null : override,
    weekly: weekly.map(({ days, from, to }) => ({ days, from, to: to === '00:00' ? '24:00' : to })),
    holidays: holidays.map((holiday) => ({
      name: holiday.name.trim(),
      from: holiday.from,
      // One day, unless a last one is named.
      to: holiday.to || holiday.from,
      hours: holiday.hours.split(',').flatMap(spanOf),
    })),
  };
}

function spanOf(text: string): Hours[] {
  if (text.trim() === '') return [];
  const [from = '', to = ''] = text.split(/[-–]/).map((time) => time.trim().padStart(5, '0'));
  return [{ from, to }];
}

function schedulePatch(schedule: Schedule, values: ScheduleValues): SchedulePatch {
  return changedFields(scheduleBody(scheduleValues(schedule)), scheduleBody(values));
}

/** The API names a span of a holiday, the form shows them as one field, with the first thing that is wrong. */
function scheduleFields(errors: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [path, text] of Object.entries(errors)) fields[path.replace(/^(holidays\.\d+\.hours)\..*/, '$1')] ??= text;
  return fields;
}

const shape: FormShape<Schedule, ScheduleValues> = {
  values: scheduleValues,
  fields: (values) => ({ ...scheduleBody(values) }),
  patch: schedulePatch,
  errors: scheduleFields,
};

/** How panels make and change schedules. */
export const scheduleForm: ResourceForm<Schedule, ScheduleValues, ScheduleCreate> = {
  path: '/schedules',
  query: schedulesQuery,
  start: newSchedule,
  body: scheduleBody,
  validate: async (values) => scheduleFields(await contractErrors('scheduleCreateSchema', scheduleBody(values))),
  shape,
  create: createSchedule,
};
