import type { ReactNode } from 'react';
import classes from './filter-grid.module.css';

/** The filters of a list, in as many columns as there is room for. */
export function FilterGrid({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={classes.grid}>
      {children}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
