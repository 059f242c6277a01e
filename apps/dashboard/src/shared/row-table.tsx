// biome-ignore-all lint/a11y/noRedundantRoles: on a phone `display` changes and takes the roles away, so they are spelled out
import type { ReactNode } from 'react';
import classes from './row-table.module.css';

/** A column: `main` is the cell that names the row and heads its card on a small screen. */
export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  kind?: 'main' | 'number' | 'actions';
  wideOnly?: boolean;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  rowState?: (row: T) => string | undefined;
}

/**
 * A table that becomes a list of cards on a phone. The link in the main cell reaches over the whole row.
 */
export function RowTable<T>({ label, columns, rows, rowKey, rowState }: Props<T>) {
  return (
    <table className={classes.table} aria-label={label} role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, header, kind, wideOnly }) => (
            <th key={key} scope="col" role="columnheader" data-kind={kind} data-wide={wideOnly}>
              {kind === 'actions' ? <span className="unseen">{header}</span> : header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" data-state={rowState?.(row)}>
            {columns.map(({ key, header, cell, kind, wideOnly }) => (
              <td key={key} role="cell" data-label={header} data-kind={kind} data-wide={wideOnly}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
