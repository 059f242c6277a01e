import { describe, expect, it } from 'vitest';
import { isInState, scheduleAt } from './schedule-at.js';
import { holidayDays, hoursOf, type ScheduleHours } from './schedule-hours.js';

const office: ScheduleHours = {
  timezone: 'Europe/Berlin',
  weekly: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '13:00', to: '17:00' },
    { days: ['mon', 'fri'], from: '09:00', to: '13:00' },
    { days: ['sun'], from: '22:30', to: '24:00' },
  ],
  holidays: [
    { name: 'Christmas', from: '2026-12-24', to: '2026-12-26', hours: [] },
    { name: 'Stocktaking', from: '2026-12-26', to: '2027-01-01', hours: [{ from: '10:00', to: '12:00' }] },
  ],
  override: null,
};
const at = (time: string, fields: Partial<ScheduleHours> = {}) => scheduleAt({ ...office, ...fields }, new Date(time));

describe('scheduleAt', () => {
  it.each([
    ['a Monday before nine', '2026-11-23T07:59:59Z', 'closed'],
    ['from nine on', '2026-11-23T08:00:00Z', 'open'],
    ['at noon, where two hours meet', '2026-11-23T12:00:00Z', 'open'],
    ['until the last second', '2026-11-23T15:59:59Z', 'open'],
    ['at five', '2026-11-23T16:00:00Z', 'closed'],
    ['a Tuesday morning', '2026-11-24T09:00:00Z', 'closed'],
    ['the last minute of a Sunday', '2026-11-22T22:59:59Z', 'open'],
    ['midnight', '2026-11-22T23:00:00Z', 'closed'],
    ['in summer, an hour earlier in UTC', '2026-07-06T07:00:00Z', 'open'],
    ['the last second of winter time', '2026-03-29T00:59:59Z', 'closed'],
  ])('%s', (_when, time, state) => {
    expect(at(time)).toEqual({ state, holiday: null });
  });

  it('is closed on holidays but for their hours, and the first of two holidays counts', () => {
    expect(at('2026-12-25T09:00:00Z')).toEqual({ state: 'holiday', holiday: 'Christmas' });
    expect(at('2026-12-26T09:30:00Z')).toEqual({ state: 'holiday', holiday: 'Christmas' });
    expect(at('2026-12-31T09:30:00Z')).toEqual({ state: 'open', holiday: 'Stocktaking' });
    expect(at('2026-12-31T12:30:00Z')).toEqual({ state: 'holiday', holiday: 'Stocktaking' });
    // The holidays have a year.
    expect(at('2027-12-24T09:00:00Z').state).toBe('open');
  });

  it('is what the override says', () => {
    expect(at('2026-12-25T09:00:00Z', { override: 'open' })).toEqual({ state: 'open', holiday: null });
    expect(at('2026-11-23T09:00:00Z', { override: 'closed' })).toEqual({ state: 'closed', holiday: null });
  });

  it('is of the day where the schedule is', () => {
    const sunday = '2026-11-22T12:00:00Z';
    expect(at(sunday).state).toBe('closed');
    // There it is Monday, two in the morning.
    const weekly = [{ days: ['mon' as const], from: '02:00', to: '02:01' }];
    expect(at(sunday, { timezone: 'Pacific/Kiritimati', weekly }).state).toBe('open');
  });
});

it('a holiday is closed, and closed is no holiday', () => {
  expect(isInState('closed', 'holiday')).toBe(true);
  expect(isInState('holiday', 'closed')).toBe(false);
  expect(isInState('open', 'holiday')).toBe(false);
});

it('hours of a day are in order and joined', () => {
  expect(hoursOf(office, 'mon')).toEqual([{ from: '09:00', to: '17:00' }]);
  expect(hoursOf(office, 'tue')).toEqual([{ from: '13:00', to: '17:00' }]);
  expect(hoursOf(office, 'sat')).toEqual([]);
});

it('holidays go over the end of a year', () => {
  expect(holidayDays(office).map(({ date }) => date.slice(5))).toEqual([
    '12-24',
    '12-25',
    '12-26',
    '12-27',
    '12-28',
    '12-29',
    '12-30',
    '12-31',
    '01-01',
  ]);
});
