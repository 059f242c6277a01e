import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts, startTexts } from '../i18n';
import { formatAbsolute, formatNumber, formatRelative, formatTime } from './format';

const now = Date.parse('2026-01-31T12:00:00Z');
/** Noon in the time zone of whoever runs this. */
const noon = new Date(2026, 0, 31, 12, 0, 5).toISOString();
const after = (seconds: number) => formatRelative(new Date(now + seconds * 1000).toISOString(), now);

beforeAll(async () => {
  startTexts();
  await Promise.all([loadTexts('en'), loadTexts('de')]);
});
afterAll(() => i18next.changeLanguage('en'));

describe.each([
  {
    language: 'en',
    absolute: '31 Jan 2026, 12:00:05',
    relative: ['just now', 'in a moment', '42 seconds ago', '3 minutes ago', 'yesterday', 'in 2 hours'],
    number: '1,234.5',
    calls: 'A restart now would cut 1,234 calls.',
  },
  {
    language: 'de',
    absolute: '31.01.2026, 12:00:05',
    relative: ['gerade eben', 'gleich', 'vor 42 Sekunden', 'vor 3 Minuten', 'gestern', 'in 2 Stunden'],
    number: '1.234,5',
    calls: 'Ein Neustart würde jetzt 1.234 Anrufe trennen.',
  },
])('given the page is in $language', ({ language, absolute, relative, number, calls }) => {
  beforeAll(() => i18next.changeLanguage(language));

  it('then moments are written in it', () => {
    expect(formatAbsolute(noon)).toBe(absolute);
    expect(formatTime(noon)).toBe('12:00:05');
  });

  it('then distances in time are told in it', () => {
    expect([-4, 5, -42, -200, -90_000, 7300].map(after)).toEqual(relative);
  });

  it('then numbers are written in it, also within a text', () => {
    expect(formatNumber(1234.5)).toBe(number);
    expect(i18next.t('settings.cuts', { count: 1234 })).toBe(calls);
  });
});
