// biome-ignore-all lint/a11y/noRedundantRoles: on a phone `display` changes and takes the roles away, so they are spelled out
import { type KeyboardEvent, memo, type ReactNode, type Ref } from 'react';
import classes from './row-table.module.css';

/** A column: `main` is the cell that names the row and heads its card on a small screen. */
export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  kind?: 'main' | 'number' | 'actions';
  wideOnly?: boolean;
}

/** What a table shows. */
export interface RowTableProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  rowState?: (row: T) => string | undefined;
  /** Whether more rows follow than are known yet. */
  more?: boolean;
}

const rowKeys = ['ArrowDown', 'ArrowUp', 'Home', 'End'] as const;
export type RowKey = (typeof rowKeys)[number];

interface FrameProps<T> {
  label: string;
  columns: Column<T>[];
  /** Rows of the whole table, of which not all are on the page; -1 when that is not known. */
  rowCount?: number;
  /** Widths of the columns in percent: what scrolls into sight then moves no column. */
  widths?: number[] | null;
  ref?: Ref<HTMLTableElement>;
  /** A key that goes to another row, pressed on a link or button of `row`. Returns whether it did. */
  onKey: (key: RowKey, row: HTMLTableRowElement) => boolean;
  children: ReactNode;
}

/** The table around its rows: the head, which stays in sight, and the keys. */
export function TableFrame<T>({ label, columns, rowCount, widths, ref, onKey, children }: FrameProps<T>) {
  const virtual = rowCount !== undefined;
  return (
    <table
      ref={ref}
      className={classes.table}
      aria-label={label}
      role="table"
      {...(virtual ? { 'aria-rowcount': rowCount } : {})}
      data-fixed={widths ? true : undefined}
    >
      {widths && (
        <colgroup>
          {columns.map(({ key, wideOnly }, place) => (
            <col key={key} data-wide={wideOnly} style={{ width: `${widths[place] ?? 0}%` }} />
          ))}
        </colgroup>
      )}
      <thead role="rowgroup">
        <tr role="row" {...(virtual ? { 'aria-rowindex': 1 } : {})}>
          {columns.map(({ key, header, kind, wideOnly }) => (
            <th key={key} scope="col" role="columnheader" data-kind={kind} data-wide={wideOnly}>
              {kind === 'actions' ? <span className="unseen">{header}</span> : header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" onKeyDown={(event) => handleKey(event, onKey)}>
        {children}
      </tbody>
    </table>
  );
}

function handleKey(event: KeyboardEvent, onKey: FrameProps<unknown>['onKey']): void {
  const key = rowKeys.find((each) => each === event.key);
  if (!key || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = event.target as HTMLElement;
  const row = target.matches('a, button') ? target.closest('tr') : null;
  if (row && onKey(key, row)) event.preventDefault();
}

interface RowProps<T> {
  row: T;
  columns: Column<T>[];
  state: string | undefined;
  /** Its place among all rows, from 0, where not all of them are on the page. */
  place?: number;
  ref?: Ref<HTMLTableRowElement>;
}

/** A row. What stands in it is drawn again only when its object or the columns changed, and not when it moves. */
export function Row<T>({ row, columns, state, place, ref }: RowProps<T>) {
  return (
    <tr
      ref={ref}
      role="row"
      data-state={state}
      {...(place === undefined ? {} : { 'data-index': place, 'aria-rowindex': place + 2 })}
    >
      <Cells row={row} columns={columns} />
    </tr>
  );
}

function PlainCells<T>({ row, columns }: Pick<RowProps<T>, 'row' | 'columns'>): ReactNode {
  return columns.map(({ key, header, cell, kind, wideOnly }) => (
    <td key={key} role="cell" data-label={header} data-kind={kind} data-wide={wideOnly}>
      {cell(row)}
    </td>
  ));
}

const Cells = memo(PlainCells) as typeof PlainCells;
