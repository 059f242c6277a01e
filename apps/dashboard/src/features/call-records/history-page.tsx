import { Button, Group } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { callRecordsQuery } from '../../api/call-records';
import { EmptyState } from '../../shared/empty-state';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { Page } from '../../shared/page';
import { RefreshButton } from '../../shared/refresh-button';
import { RowTable } from '../../shared/row-table';
import { Surface } from '../../shared/surface';
import { ExportButton } from './export-button';
import { historyFilter } from './history-filter';
import { HistoryFilters } from './history-filters';
import { useRecordColumns } from './record-columns';
import { RecordsHealth } from './records-health';
import { useHistorySearch } from './use-history-search';

/** The calls that ended, newest first. */
export function HistoryPage() {
  const { t } = useTranslation();
  const { search, filtered } = useHistorySearch();
  const filter = historyFilter(search);
  const query = useInfiniteQuery(callRecordsQuery(filter));
  const columns = useRecordColumns();
  const records = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title={t('callRecords.title')}
      intro={t('callRecords.intro')}
      aside={
        <Group gap="sm">
          <ExportButton filter={filter} />
          <RefreshButton busy={query.isRefetching} onClick={() => void query.refetch()} />
        </Group>
      }
    >
      <RecordsHealth />
      <HistoryFilters />
      {query.isPending && <ListPending />}
      {query.isError && <ListFailed error={query.error} onRetry={() => void query.refetch()} />}
      {records && (
        <Surface style={{ overflow: 'hidden' }}>
          {records.length === 0 ? (
            <NoRecords filtered={filtered} />
          ) : (
            <RowTable label={t('callRecords.title')} columns={columns} rows={records} rowKey={({ id }) => id} />
          )}
        </Surface>
      )}
      <LoadMore query={query} />
      <Outlet />
    </Page>
  );
}

function NoRecords({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const { clear } = useHistorySearch();
  if (!filtered) {
    return (
      <EmptyState icon={IconHistory} title={t('callRecords.emptyTitle')}>
        {t('callRecords.empty')}
      </EmptyState>
    );
  }
  const button = (
    <Button variant="default" onClick={clear}>
      {t('callRecords.clear')}
    </Button>
  );
  return (
    <EmptyState icon={IconHistory} title={t('callRecords.noMatchTitle')} action={button}>
      {t('callRecords.noMatch')}
    </EmptyState>
  );
}
