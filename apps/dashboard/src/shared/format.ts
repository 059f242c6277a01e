import i18next from 'i18next';
import { type Language, languages, presentLanguage } from '../i18n/languages';

/** The formats of a language. They are dear to make, so they are kept. */
function formatsOf(language: Language) {
  const { locale } = languages[language];
  return {
    absolute: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
    timeOfDay: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  };
}

const kept = new Map<Language, ReturnType<typeof formatsOf>>();

function formats() {
  const language = presentLanguage();
  const found = kept.get(language) ?? formatsOf(language);
  kept.set(language, found);
  return found;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Date and time in the time zone of the reader: `31 Jan 2026, 12:00:00`, in German `31.01.2026, 12:00:00`. */
export function formatAbsolute(timestamp: string): string {
  return formats().absolute.format(new Date(timestamp));
}

/** Time of day in the time zone of the reader: `12:00:00`. */
export function formatTime(timestamp: string): string {
  return formats().timeOfDay.format(new Date(timestamp));
}

/** Distance in words, the largest whole unit: `3 minutes ago`, `just now`, `in a moment`. */
export function formatRelative(timestamp: string, now: number): string {
  const seconds = Math.round((Date.parse(timestamp) - now) / 1000);
  if (Math.abs(seconds) < 10) return i18next.t(seconds > 1 ? 'common.inAMoment' : 'common.justNow');
  const { relative } = formats();
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(seconds, 'second');
}

/** A number as people write it: `1,234.5`, in German `1.234,5`. */
export function formatNumber(value: number): string {
  return formats().number.format(value);
}

/** A part of one as whole percents: `87%`, in German `87 %`. */
export function formatPercent(part: number): string {
  return formats().percent.format(part);
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes in steps of 1024: `512 MB`, `1.5 GB`, in German `1,5 GB`. */
export function formatSize(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < sizeUnits.length - 1) [size, unit] = [size / 1024, unit + 1];
  const { locale } = languages[presentLanguage()];
  const maximumFractionDigits = size < 10 && unit > 0 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: sizeUnits[unit] ?? 'byte',
    maximumFractionDigits,
  }).format(size);
}

/** Seconds as `0:07`, `12:34` or `1:02:03`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}

/** The instant of a `datetime-local` field, which is in the time of the browser; null when it is empty. */
export function instantOf(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The text of a `datetime-local` field for an instant, in the time of the browser, to the minute. */
export function localOf(timestamp: string): string {
  const at = new Date(timestamp);
  const [hours, minutes] = [at.getHours(), at.getMinutes()].map((value) => String(value).padStart(2, '0'));
  const [month, day] = [at.getMonth() + 1, at.getDate()].map((value) => String(value).padStart(2, '0'));
  return `${String(at.getFullYear()).padStart(4, '0')}-${month}-${day}T${hours}:${minutes}`;
}

/** The text with a capital letter at its start. */
export function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A message as a sentence of its own. */
export function sentence(text: string): string {
  return sentenceStart(text.endsWith('.') ? text : `${text}.`);
}
