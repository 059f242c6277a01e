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
import { Page } from '../../shared/page';
import { PagedSurface } from '../../shared/paged-surface';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { Unbroken } from '../../shared/unbroken';
import { RevisionStatus } from './revision-status';

/** Every change of the configuration and what became of it. */
export function ConfigRevisionsPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(configRevisionsQuery);
  const columns = useColumns();
  return (
    <Page title={t('configRevisions.title')} intro={t('configRevisions.intro')}>
      <PagedSurface
        label={t('configRevisions.title')}
        query={query}
        columns={columns}
        rowKey={({ number }) => String(number)}
        empty={
          <EmptyState icon={IconListDetails} title={t('configRevisions.emptyTitle')}>
            {t('configRevisions.empty')}
          </EmptyState>
        }
      />
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
            <ApiText as={sentenceStart}>{summary}</ApiText>
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
