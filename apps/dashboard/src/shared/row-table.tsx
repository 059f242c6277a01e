import { lazy, Suspense } from 'react';
import { Row, type RowKey, type RowTableProps, TableFrame } from './table-frame';

export type { Column } from './table-frame';

/** Up to here every row is put on the page: the browser's own search finds it, and no code for more is loaded. */
const ALL_UP_TO = 50;

const VirtualRowTable = lazy(() => import('./virtual-row-table'));

/**
 * A table that becomes a list of cards on a phone. The link in the main cell reaches over the whole row. Of many rows
 * only those in sight are on the page, so that a hundred thousand are as quick as ten.
 */
export function RowTable<T>(props: RowTableProps<T>) {
  const first = <FirstRows {...props} />;
  if (props.rows.length <= ALL_UP_TO) return first;
  return (
    <Suspense fallback={first}>
      {/* What is loaded later has lost its type parameter. */}
      <VirtualRowTable {...(props as unknown as RowTableProps<unknown>)} />
    </Suspense>
  );
}

function FirstRows<T>({ label, columns, rows, rowKey, rowState }: RowTableProps<T>) {
  return (
    <TableFrame label={label} columns={columns} onKey={focusNeighbour}>
      {rows.slice(0, ALL_UP_TO).map((row) => (
        <Row key={rowKey(row)} row={row} columns={columns} state={rowState?.(row)} />
      ))}
    </TableFrame>
  );
}

/** The arrow keys go from row to row. */
function focusNeighbour(key: RowKey, row: HTMLTableRowElement): boolean {
  const neighbours = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: row.parentElement?.firstElementChild,
    End: row.parentElement?.lastElementChild,
  };
  const target = neighbours[key]?.querySelector<HTMLElement>('a, button');
  target?.focus();
  return target != null;
}
