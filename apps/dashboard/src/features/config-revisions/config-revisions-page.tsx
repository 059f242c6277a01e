import { Stack, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ConfigRevision } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { configRevisionsQuery } from '../../api/config-revisions';
import { EmptyState } from '../../shared/empty-state';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import { type Column, RowTable } from '../../shared/row-table';
import { StatusBadge, type Tone } from '../../shared/status-badge';
import { Surface } from '../../shared/surface';

const tones: Record<ConfigRevision['status'], Tone> = {
  pending: 'busy',
  applied: 'good',
  failed: 'bad',
  superseded: 'quiet',
};

/** Every change of the configuration and what became of it. */
export function ConfigRevisionsPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(configRevisionsQuery);
  const columns = useColumns();
  const revisions = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t('configRevisions.title')} intro={t('configRevisions.intro')}>
      {query.isPending && <ListPending />}
      {query.isError && <ListFailed error={query.error} onRetry={() => void query.refetch()} />}
      {revisions && (
        <Surface style={{ overflow: 'hidden' }}>
          {revisions.length === 0 ? (
            <EmptyState icon={IconListDetails} title={t('configRevisions.emptyTitle')}>
              {t('configRevisions.empty')}
            </EmptyState>
          ) : (
            <RowTable
              label={t('configRevisions.title')}
              columns={columns}
              rows={revisions}
              rowKey={({ number }) => String(number)}
            />
          )}
        </Surface>
      )}
      <LoadMore query={query} />
    </Page>
  );
}

function useColumns(): Column<ConfigRevision>[] {
  const { t } = useTranslation();
  return [
    { key: 'number', header: t('configRevisions.columnNumber'), cell: ({ number }) => number },
    {
      key: 'summary',
      header: t('configRevisions.columnSummary'),
      kind: 'main',
      cell: ({ summary, reason }) => (
        <Stack gap={0}>
          <span>{summary}</span>
          {reason !== null && (
            <Text size="xs" c="var(--trunkline-bad)">
              {reason}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'status',
      header: t('configRevisions.columnStatus'),
      cell: ({ status }) => (
        <StatusBadge
          tone={tones[status]}
          label={t(`configRevisions.status.${status}`)}
          help={t(`configRevisions.statusHelp.${status}`)}
        />
      ),
    },
    { key: 'author', header: t('configRevisions.columnAuthor'), cell: ({ author }) => author },
    {
      key: 'time',
      header: t('configRevisions.columnTime'),
      kind: 'number',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}
