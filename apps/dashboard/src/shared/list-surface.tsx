import { Center, Group, Loader, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { FilteredList } from '@trunkline/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { ErrorNote } from './error-note';
import { formatNumber } from './format';
import { useListSearch } from './list-search';
import { NoPermission } from './no-permission';
import { type Column, RowTable } from './row-table';
import { SavedFilters } from './saved-filters/saved-filters';
import { Surface } from './surface';

const SEARCH_FROM = 8;
/** Reading so many takes long enough to be shown. */
const LONG = 1000;

interface Props<T> {
  label: string;
  /** The list as searches of it are saved. */
  list: FilteredList;
  query: UseQueryResult<T[]>;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** The text of a row that the search looks through. */
  text: (row: T) => string;
  empty: ReactNode;
}

/** A list of configured resources: loading, failing, empty, or a table that can be searched. */
export function ListSurface<T>({ label, list, query, columns, rowKey, text, empty }: Props<T>) {
  const { t } = useTranslation();
  const { field, typed, type, put, needle } = useListSearch();
  if (query.isPending) return <ListPending />;
  if (query.data === undefined) return <ListFailed error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Surface>{empty}</Surface>;

  const found = needle === '' ? query.data : query.data.filter((row) => text(row).toLowerCase().includes(needle));
  const counts = { shown: formatNumber(found.length), total: formatNumber(query.data.length) };
  return (
    <>
      {query.isError && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      <Surface style={{ overflow: 'clip' }}>
        {(query.data.length >= SEARCH_FROM || typed !== '') && (
          <Group p="md" gap="sm">
            <TextInput
              ref={field}
              flex="1 1 200px"
              maw={360}
              type="search"
              aria-label={t('common.search')}
              placeholder={t('common.search')}
              leftSection={<IconSearch size={16} />}
              value={typed}
              maxLength={100}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <SavedFilters list={list} filter={{ search: typed }} onApply={({ search }) => put(search ?? '')} />
            <Group gap="xs" ml="auto">
              {query.isFetching && query.data.length >= LONG && <Loader size="xs" aria-label={t('common.loading')} />}
              <Text size="sm" c="dimmed" role="status" className="tabular">
                {needle === '' ? t('common.rows', { count: query.data.length }) : t('common.rowsFound', counts)}
              </Text>
            </Group>
          </Group>
        )}
        {found.length === 0 ? (
          <Text c="dimmed" p="xl" ta="center">
            {t('common.nothingMatches', { text: typed })}
          </Text>
        ) : (
          <RowTable label={label} columns={columns} rows={found} rowKey={rowKey} />
        )}
      </Surface>
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
