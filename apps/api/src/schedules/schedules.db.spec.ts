import { testDatabase } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { resourceChecklist } from '../spec/resource-checklist.js';
import { startedApi } from '../spec/started-api.js';

const api = startedApi(testDatabase());
const client = async () => api().as(await api().key());

const weekly = [{ days: ['mon', 'fri'], from: '09:00', to: '17:30' }];
const christmas = { name: 'Christmas', from: '2026-12-24', to: '2026-12-26', hours: [] };
const body = (n: number) => ({ name: `Schedule ${n}`, timezone: 'Europe/Berlin', weekly, holidays: [christmas] });

describe('schedules', () => {
  resourceChecklist(api, {
    path: '/schedules',
    body,
    patch: { timezone: 'America/New_York', weekly: [] },
    wrong: { change: { timezone: 'Berlin' }, pointer: '/timezone' },
    unique: 'name',
    required: 'name',
    derived: ['now'],
    canBeDisabled: false,
  });

  it('are never open unless they are made otherwise, and say what they say now', async () => {
    const { post, patch, get } = await client();
    const made = (await post('/schedules', { name: 'Plain', timezone: 'UTC' }).expect(201)).body;
    expect(made).toMatchObject({ weekly: [], holidays: [], override: null, now: { state: 'closed', holiday: null } });
    expect(made.ref).toMatch(/^s_[a-z2-7]{10}$/);
    const path = `/schedules/${made.id}`;
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const always = { weekly: [{ days, from: '00:00', to: '24:00' }] };
    expect((await patch(path, always).expect(200)).body.now).toEqual({ state: 'open', holiday: null });
    const today = new Date().toISOString().slice(0, 10);
    // Should midnight come meanwhile it is one still.
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const holidays = [{ name: 'Free', from: today, to: tomorrow }];
    expect((await patch(path, { holidays }).expect(200)).body.now).toEqual({ state: 'holiday', holiday: 'Free' });
    await patch(path, { override: 'open' }).expect(200);
    expect((await get(path).expect(200)).body.now).toEqual({ state: 'open', holiday: null });
  });

  it.each([
    ['no day of the week', { weekly: [{ days: [], from: '09:00', to: '10:00' }] }, '/weekly/0/days'],
    ['a day twice', { weekly: [{ days: ['mon', 'mon'], from: '09:00', to: '10:00' }] }, '/weekly/0/days'],
    ['a time that is none', { weekly: [{ days: ['mon'], from: '09:60', to: '10:00' }] }, '/weekly/0/from'],
    ['an end that is none', { weekly: [{ days: ['mon'], from: '09:00', to: '24:01' }] }, '/weekly/0/to'],
    ['hours past midnight', { weekly: [{ days: ['mon'], from: '22:00', to: '02:00' }] }, '/weekly/0/to'],
    ['a day that there is not', { holidays: [{ ...christmas, from: '2026-02-30' }] }, '/holidays/0/from'],
    ['a holiday that ends before it begins', { holidays: [{ ...christmas, to: '2026-12-23' }] }, '/holidays/0/to'],
    ['a holiday of more than a year', { holidays: [{ ...christmas, to: '2027-12-26' }] }, '/holidays/0/to'],
    [
      'more days than there can be lines',
      { holidays: Array.from({ length: 3 }, () => ({ ...christmas, to: '2027-12-23' })) },
      '/holidays',
    ],
    ['a name with a line break', { holidays: [{ ...christmas, name: 'a\nb' }] }, '/holidays/0/name'],
    ['an offset for a time zone', { timezone: '+02:00' }, '/timezone'],
    ['an override that is no state', { override: 'holiday' }, '/override'],
  ])('are refused with %s', async (_, change, pointer) => {
    const { post } = await client();
    const refused = await post('/schedules', { ...body(900), ...change }).expect(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });
});
