import type { ReactNode } from 'react';
import classes from './app-shell.module.css';

/** The frame of every page. */
export const AppShell = { Header, Navbar, Main };

function Header({ children }: { children: ReactNode }) {
  return <header className={classes.header}>{children}</header>;
}

/** The navigation at the left. On a small screen it lies over the page, and only while it is `opened`. */
function Navbar({ opened, label, children }: { opened: boolean; label: string; children: ReactNode }) {
  return (
    <nav className={classes.navbar} aria-label={label} data-opened={opened || undefined}>
      {children}
    </nav>
  );
}

function Main({ children }: { children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} className={classes.main}>
      {children}
    </main>
  );
}
