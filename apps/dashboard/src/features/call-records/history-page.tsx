import { Button, Group } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { callRecordsQuery } from '../../api/call-records';
import { EmptyState } from '../../shared/empty-state';
import { Page } from '../../shared/page';
import { PagedSurface } from '../../shared/paged-surface';
import { RefreshButton } from '../../shared/refresh-button';
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
      <PagedSurface
        label={t('callRecords.title')}
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<NoRecords filtered={filtered} />}
      />
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
