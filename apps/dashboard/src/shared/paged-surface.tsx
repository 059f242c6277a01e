import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Page } from '@trunkline/contracts';
import { type ReactNode, useMemo } from 'react';
import { ErrorNote } from './error-note';
import { ListFailed, ListPending } from './list-surface';
import { LoadMore } from './load-more';
import { type Column, RowTable } from './row-table';
import { Surface } from './surface';

interface Props<T> {
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  empty: ReactNode;
}

/** A list that is read page by page while one scrolls: loading, failing, empty, or a table. */
export function PagedSurface<T>({ label, query, columns, rowKey, empty }: Props<T>) {
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const retry = () => void query.refetch();
  if (query.isPending) return <ListPending />;
  if (rows === undefined) return <ListFailed error={query.error} onRetry={retry} />;
  return (
    <>
      {query.isRefetchError && <ErrorNote error={query.error} onRetry={retry} />}
      <Surface style={{ overflow: 'clip' }}>
        {rows.length === 0 ? (
          empty
        ) : (
          <RowTable label={label} columns={columns} rows={rows} rowKey={rowKey} more={query.hasNextPage} />
        )}
      </Surface>
      <LoadMore query={query} />
    </>
  );
}
