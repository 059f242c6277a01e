import type { OverviewHour } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../shared/format';
import { type Column, RowTable } from '../../shared/row-table';
import { hourNames, sizesOf } from './hours-view';

type Row = OverviewHour & { name: string; unanswered: number };

/** The calls of each hour in numbers, the newest hour first. */
export function HoursTable({ hours }: { hours: OverviewHour[] }) {
  const { t } = useTranslation();
  const names = hourNames(hours);
  const rows = hours.map((hour, place) => ({ ...hour, ...sizesOf(hour), name: names[place] ?? '' })).reverse();
  const columns: Column<Row>[] = [
    { key: 'hour', header: t('overview.columnHour'), kind: 'main', cell: ({ name }) => name },
    {
      key: 'total',
      header: t('overview.columnTotal'),
      kind: 'number',
      cell: ({ total }) => formatCount(total),
    },
    {
      key: 'answered',
      header: t('overview.answered'),
      kind: 'number',
      cell: ({ answered }) => formatCount(answered),
    },
    {
      key: 'unanswered',
      header: t('overview.unanswered'),
      kind: 'number',
      cell: ({ unanswered }) => formatCount(unanswered),
    },
    { key: 'failed', header: t('overview.failed'), kind: 'number', cell: ({ failed }) => formatCount(failed) },
  ];
  return <RowTable label={t('overview.hours')} columns={columns} rows={rows} rowKey={({ start }) => start} />;
}
