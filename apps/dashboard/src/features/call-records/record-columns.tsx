import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { DirectionMark } from '../../shared/direction-mark';
import { formatDuration } from '../../shared/format';
import { PartyCell } from '../../shared/party-cell';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { DispositionBadge } from './disposition-badge';

/** The columns of the history. */
export function useRecordColumns(): Column<CallRecord>[] {
  const { t } = useTranslation();
  const party = (text: string | null) => text ?? t('calls.unknownParty');
  return [
    {
      key: 'direction',
      header: t('callRecords.columnDirection'),
      cell: ({ direction }) => <DirectionMark direction={direction} />,
    },
    {
      key: 'from',
      header: t('callRecords.columnFrom'),
      kind: 'main',
      cell: (record) => (
        <RowLink to="/history/$id" params={{ id: record.id }} search={true}>
          <PartyCell number={record.from} name={record.fromName} />
          <span className="unseen">{t('callRecords.detailsOf', { to: party(record.to) })}</span>
        </RowLink>
      ),
    },
    { key: 'to', header: t('callRecords.columnTo'), cell: ({ to }) => <PartyCell number={to} name={null} /> },
    { key: 'trunk', header: t('callRecords.columnTrunk'), wideOnly: true, cell: ({ trunkName }) => trunkName },
    {
      key: 'result',
      header: t('callRecords.columnResult'),
      cell: (record) => <DispositionBadge record={record} />,
    },
    {
      key: 'duration',
      header: t('callRecords.columnDuration'),
      kind: 'number',
      cell: ({ billedSeconds, answeredAt }) => (answeredAt === null ? '–' : formatDuration(billedSeconds)),
    },
    {
      key: 'time',
      header: t('callRecords.columnTime'),
      kind: 'number',
      cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
    },
  ];
}
