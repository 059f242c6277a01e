import { z } from 'zod';
import { scheduleStates, weekdays } from './choices.js';
import { labelSchema, pageQuerySchema, resourceFields, sortSchema } from './common.js';
import { driftFields } from './config-drift.js';
import { isTimezone } from './timezone.js';

/** A time of day on a clock of 24 hours; an end may be `24:00`. */
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59');
const endSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time from 00:01 to 24:00');

const span = { from: timeSchema, to: endSchema };
const later = { path: ['to'], message: 'must be later than from: hours past midnight are two entries' };

/** From a minute on and up to another one of the same day, which is not in it. */
export const hoursSchema = z.strictObject(span).refine(({ from, to }) => from < to, later);
export type Hours = z.infer<typeof hoursSchema>;

export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

/** The same hours on some days of every week. */
export const weeklyHoursSchema = z
  .strictObject({
    days: z
      .array(weekdaySchema)
      .min(1)
      .refine((days) => new Set(days).size === days.length, 'must not name a day twice'),
    ...span,
  })
  .refine(({ from, to }) => from < to, later);
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

/** Most days of all holidays of a schedule together: each is a line of the dialplan. */
export const MOST_HOLIDAYS = 1000;

const DAY_MS = 86_400_000;

/** How many days a holiday has, its first and its last among them. */
const daysOf = ({ from, to }: { from: string; to: string }): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** A day or several, with the year. `hours`: when it is open all the same. */
export const holidaySchema = z
  .strictObject({
    name: labelSchema,
    from: z.iso.date(),
    to: z.iso.date(),
    hours: z.array(hoursSchema).max(5).default([]),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be earlier than from' })
  .refine((holiday) => daysOf(holiday) <= 366, { path: ['to'], message: 'must be within 366 days' });
export type Holiday = z.infer<typeof holidaySchema>;

/**
 * What a schedule says of an instant: `open` or `closed`, and `holiday` where it is closed since it is one. A manual
 * override goes before both.
 */
export const scheduleStateSchema = z.enum(scheduleStates);
export type ScheduleState = z.infer<typeof scheduleStateSchema>;

const fields = {
  name: labelSchema,
  /** Of the IANA database, such as `Europe/Berlin`. */
  timezone: z.string().max(60).refine(isTimezone, 'must be the name of a time zone, such as Europe/Berlin'),
  weekly: z.array(weeklyHoursSchema).max(50),
  holidays: z
    .array(holidaySchema)
    .max(200)
    .refine(
      (holidays) => holidays.reduce((days, holiday) => days + daysOf(holiday), 0) <= MOST_HOLIDAYS,
      `must be ${MOST_HOLIDAYS} days at most, all together`,
    ),
  /** Says one or the other, whatever the time is; null: the hours count. */
  override: z.enum(['open', 'closed']).nullable(),
};

/** Body of `POST /schedules`. */
export const scheduleCreateSchema = z.strictObject({
  ...fields,
  weekly: fields.weekly.default([]),
  holidays: fields.holidays.default([]),
  override: fields.override.default(null),
});
export type ScheduleCreate = z.infer<typeof scheduleCreateSchema>;

/** Body of `PATCH /schedules/{id}`, a JSON merge patch (RFC 7396): a list is replaced whole. */
export const schedulePatchSchema = z.strictObject(fields).partial();
export type SchedulePatch = z.infer<typeof schedulePatchSchema>;

/** A schedule as it is read. `ref` (`s_…`) is its name in the dialplan, `now` what it says at the time of the answer. */
export const scheduleSchema = z.object({
  ...resourceFields,
  ...fields,
  ...driftFields,
  ref: z.string(),
  now: z.object({ state: scheduleStateSchema, holiday: z.string().nullable() }),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** Query of `GET /schedules`: `sort`, and filters by fields that must be equal. */
export const scheduleQuerySchema = pageQuerySchema.extend({
  sort: sortSchema('name', 'revision').default('createdAt'),
  name: fields.name.optional(),
});
export type ScheduleQuery = z.infer<typeof scheduleQuerySchema>;
