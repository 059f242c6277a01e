import type { OverviewHour } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../shared/format';
import classes from './hours-table.module.css';
import { hourNames, sizesOf } from './hours-view';

/** The calls of each hour in numbers, the newest hour first. Narrow enough for a phone to show it as a table. */
export function HoursTable({ hours }: { hours: OverviewHour[] }) {
  const { t } = useTranslation();
  const names = hourNames(hours);
  const rows = hours.map((hour, place) => ({ ...hour, ...sizesOf(hour), name: names[place] })).reverse();
  return (
    <table className={classes.table} aria-label={t('overview.hours')}>
      <thead>
        <tr>
          <th scope="col">{t('overview.columnHour')}</th>
          <th scope="col">{t('overview.columnTotal')}</th>
          <th scope="col">{t('overview.answered')}</th>
          <th scope="col">{t('overview.unanswered')}</th>
          <th scope="col">{t('overview.failed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ start, name, total, answered, unanswered, failed }) => (
          <tr key={start}>
            <th scope="row">{name}</th>
            <td>{formatNumber(total)}</td>
            <td>{formatNumber(answered)}</td>
            <td>{formatNumber(unanswered)}</td>
            <td>{formatNumber(failed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
