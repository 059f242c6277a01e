import { Stack, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { ConfigRevision } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { configRevisionsQuery } from '../../api/config-revisions';
import { ApiText } from '../../shared/api-text';
import { EmptyState } from '../../shared/empty-state';
import { sentenceStart } from '../../shared/format';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import { type Column, RowTable } from '../../shared/row-table';
import { Surface } from '../../shared/surface';
import { Unbroken } from '../../shared/unbroken';
import { RevisionStatus } from './revision-status';

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
      <Outlet />
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
      cell: ({ number, summary, reason }) => (
        <Stack gap={0}>
          <RowLink to="/revisions/$number" params={{ number: String(number) }}>
            <ApiText>{sentenceStart(summary)}</ApiText>
          </RowLink>
          {reason !== null && (
            <Text size="xs" c="var(--trunkline-bad)">
              <ApiText>{reason}</ApiText>
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'status',
      header: t('configRevisions.columnStatus'),
      cell: ({ status }) => <RevisionStatus status={status} />,
    },
    { key: 'author', header: t('configRevisions.columnAuthor'), cell: ({ author }) => <Unbroken text={author} /> },
    {
      key: 'time',
      header: t('configRevisions.columnTime'),
      kind: 'number',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}
