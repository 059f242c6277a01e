import { describe, expect, it } from 'vitest';
import { hoursOfTheDay } from './hours-of-the-day.js';

const locals = (now: string, timezone: string) => hoursOfTheDay(new Date(now), timezone).map(({ local }) => local);
const HOUR_MS = 3_600_000;

describe('the hours of the day', () => {
  it('are the present one and the 23 before it', () => {
    const hours = hoursOfTheDay(new Date('2026-01-31T12:34:56.789Z'), 'UTC');
    expect(hours).toHaveLength(24);
    expect(hours.at(0)).toEqual({ start: new Date('2026-01-30T13:00:00Z'), local: '2026-01-30T13:00:00+00:00' });
    expect(hours.at(-1)).toEqual({ start: new Date('2026-01-31T12:00:00Z'), local: '2026-01-31T12:00:00+00:00' });
  });

  it.each([
    ['Europe/Berlin', '2026-01-31T13:00:00+01:00', '2026-01-31T12:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-31T18:00:00+05:45', '2026-01-31T12:15:00.000Z'],
    ['America/St_Johns', '2026-01-31T09:00:00-03:30', '2026-01-31T12:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-02-01T02:00:00+14:00', '2026-01-31T12:00:00.000Z'],
  ])('begin with the hours of the clock in %s', (timezone, local, start) => {
    const hours = hoursOfTheDay(new Date('2026-01-31T12:34:56Z'), timezone);
    expect(hours).toHaveLength(24);
    expect([hours.at(-1)?.local, hours.at(-1)?.start.toISOString()]).toEqual([local, start]);
    for (const [place, hour] of hours.entries())
      expect(hour.start.getTime()).toBe((hours[0]?.start.getTime() ?? 0) + place * HOUR_MS);
  });

  it('have one twice, with two offsets, where the clock is put back', () => {
    expect(locals('2026-10-25T05:30:00Z', 'Europe/Berlin').slice(-6)).toEqual([
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T03:00:00+01:00',
      '2026-10-25T04:00:00+01:00',
      '2026-10-25T05:00:00+01:00',
      '2026-10-25T06:00:00+01:00',
    ]);
  });

  it('leave one out where the clock is put forward', () => {
    expect(locals('2026-03-29T02:30:00Z', 'Europe/Berlin').slice(-3)).toEqual([
      '2026-03-29T01:00:00+01:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T04:00:00+02:00',
    ]);
  });

  it('are whole also where the clock is put back by half an hour', () => {
    const hours = hoursOfTheDay(new Date('2026-04-05T00:10:00Z'), 'Australia/Lord_Howe');
    expect(hours).toHaveLength(24);
    expect(new Set(hours.map(({ local }) => local)).size).toBe(24);
  });
});
