import { Paper, type PaperProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** The raised ground that content stands on. */
export function Surface({ children, ...props }: PaperProps & { children: ReactNode }) {
  return (
    <Paper withBorder radius="lg" bg="var(--trunkline-surface)" {...props}>
      {children}
    </Paper>
  );
}
