import { Center, Loader, Pagination, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { ErrorNote } from './error-note';
import { NoPermission } from './no-permission';
import { type Column, RowTable } from './row-table';
import { Surface } from './surface';

const PAGE_SIZE = 50;
const SEARCH_FROM = 8;

interface Props<T> {
  label: string;
  query: UseQueryResult<T[]>;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** The text of a row that the search looks through. */
  text: (row: T) => string;
  empty: ReactNode;
}

/** A list of configured resources: loading, failing, empty, or a table that can be searched and paged. */
export function ListSurface<T>({ label, query, columns, rowKey, text, empty }: Props<T>) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [page, setPage] = useState(1);
  if (query.isPending) return <ListPending />;
  if (query.data === undefined) return <ListFailed error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Surface>{empty}</Surface>;

  const needle = wanted.trim().toLowerCase();
  const found = needle === '' ? query.data : query.data.filter((row) => text(row).toLowerCase().includes(needle));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return (
    <>
      {query.isError && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      <Surface style={{ overflow: 'hidden' }}>
        {query.data.length >= SEARCH_FROM && (
          <TextInput
            p="md"
            maw={360}
            aria-label={t('common.search')}
            placeholder={t('common.search')}
            leftSection={<IconSearch size={16} />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {found.length === 0 ? (
          <Text c="dimmed" p="xl" ta="center">
            {t('common.nothingMatches', { text: wanted })}
          </Text>
        ) : (
          <RowTable
            label={label}
            columns={columns}
            rows={found.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE)}
            rowKey={rowKey}
          />
        )}
      </Surface>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={shown}
          onChange={setPage}
          aria-label={t('common.pages')}
          getItemProps={(each) => ({ 'aria-label': t('common.pageOf', { page: each }) })}
        />
      )}
    </>
  );
}

export function ListPending() {
  const { t } = useTranslation();
  return (
    <Surface>
      <Center mih={200}>
        <Loader aria-label={t('common.loading')} />
      </Center>
    </Surface>
  );
}

export function ListFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiError && error.code === 'forbidden') return <NoPermission />;
  return <ErrorNote error={error} onRetry={onRetry} />;
}
