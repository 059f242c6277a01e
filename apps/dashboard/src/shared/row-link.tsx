import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';
import classes from './row-link.module.css';

function Anchor({ className, ...props }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...props} className={`${classes.link} ${className ?? ''}`} />;
}

/** The link that names a row of a table; a click anywhere in the row follows it. */
export const RowLink = createLink(Anchor);
