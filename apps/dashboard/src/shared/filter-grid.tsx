import type { ReactNode } from 'react';
import classes from './filter-grid.module.css';

/** The filters of a list, in as many columns as there is room for. */
export function FilterGrid({ children }: { children: ReactNode }) {
  return <div className={classes.grid}>{children}</div>;
}
