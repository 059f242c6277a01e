import { type Hours, type Schedule, type Weekday, weekdays } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import type { FieldTexts } from '../../shared/merge/form-shape';
import { hoursText } from './schedule-form';

/** The short name of a day of the week. */
export function useDayName(): (day: Weekday) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
  // The first of 2024 was a Monday.
  return (day) => format.format(new Date(Date.UTC(2024, 0, weekdays.indexOf(day) + 1)));
}

/** Days and hours in words, a line for each entry: `Mon-Fri 09:00-17:00`. */
export function useHoursLines(): (weekly: Schedule['weekly']) => string[] {
  const dayName = useDayName();
  return (weekly) => weekly.map(({ days, from, to }) => `${runs(days, dayName)} ${hoursText([{ from, to }])}`);
}

/** Neighbouring days as one: `Mon-Wed, Fri`. */
function runs(days: readonly Weekday[], dayName: (day: Weekday) => string): string {
  const found: Weekday[][] = [];
  for (const [place, day] of weekdays.entries()) {
    if (!days.includes(day)) continue;
    const last = found.at(-1);
    const before = weekdays[place - 1];
    if (last && before !== undefined && last.at(-1) === before) last.push(day);
    else found.push([day]);
  }
  return found
    .map((run) => [run[0], ...(run.length > 1 ? [run.at(-1)] : [])].flatMap((day) => (day ? [dayName(day)] : [])))
    .map((ends) => ends.join('–'))
    .join(', ');
}

/** The fields of a schedule in words. */
export function useScheduleTexts(): FieldTexts {
  const { t } = useTranslation();
  const hoursLines = useHoursLines();
  const holiday = ({ name, from, to, hours }: Schedule['holidays'][number] & { hours: Hours[] }) => {
    const days = from === to ? from : `${from} – ${to}`;
    return `${name}: ${days}${hours.length > 0 ? ` (${hoursText(hours)})` : ''}`;
  };
  return {
    name: { label: t('inbound.schedules.name') },
    timezone: { label: t('inbound.schedules.timezone') },
    weekly: {
      label: t('inbound.schedules.weekly'),
      text: (value) => hoursLines(value as Schedule['weekly']).join('\n') || t('inbound.schedules.never'),
    },
    holidays: {
      label: t('inbound.schedules.holidays'),
      text: (value) => (value as Schedule['holidays']).map(holiday).join('\n'),
    },
    override: {
      label: t('inbound.schedules.override'),
      text: (value) => t(`inbound.schedules.overrides.${(value as Schedule['override']) ?? 'none'}`),
    },
  };
}
