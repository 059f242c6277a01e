import { Text } from '@mantine/core';
import type { OverviewFailure } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { useCauseText } from '../../shared/cause-text';
import { NameCell } from '../../shared/name-cell';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import { type Column, RowTable } from '../../shared/row-table';
import { Section } from '../../shared/section';

/** The calls that failed last, each with why and what to do; a row leads to the call in the history. */
export function LastFailures({ failures }: { failures: OverviewFailure[] }) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Section title={t('overview.failures')} intro={t('overview.failuresIntro')}>
      {failures.length === 0 ? (
        <Text p="md">{t('overview.noFailures')}</Text>
      ) : (
        <RowTable label={t('overview.failures')} columns={columns} rows={failures} rowKey={({ id }) => id} />
      )}
    </Section>
  );
}

function useColumns(): Column<OverviewFailure>[] {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const party = (text: string | null) => text ?? t('calls.unknownParty');
  return [
    {
      key: 'call',
      header: t('overview.columnCall'),
      kind: 'main',
      cell: ({ id, from, fromName, to, trunkName }) => (
        <NameCell note={trunkName}>
          <RowLink to="/history/$id" params={{ id }}>
            <span className="unseen">{t('overview.openCall')} </span>
            <bdi>{party(fromName ?? from)}</bdi> → <bdi>{party(to)}</bdi>
          </RowLink>
        </NameCell>
      ),
    },
    { key: 'when', header: t('overview.columnWhen'), cell: ({ startedAt }) => <RelativeTime at={startedAt} /> },
    {
      key: 'cause',
      header: t('overview.columnCause'),
      cell: ({ endReason, hangupCause, sipCode }) => (
        <NameCell note={sipCode === null ? null : t('overview.sipCode', { code: sipCode })}>
          {endReason === 'pbx_crash' ? t('overview.crashed') : causeText(hangupCause, sipCode)}
        </NameCell>
      ),
    },
    {
      key: 'advice',
      header: t('overview.columnAdvice'),
      cell: ({ advice }) => (
        <Text size="sm" ta="start">
          {t(`overview.advice.${advice.code}`)}
        </Text>
      ),
    },
  ];
}
