import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Two lines in a cell: what matters, and what explains it. */
export function NameCell({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <Stack gap={0}>
      <span>{children}</span>
      {note !== undefined && note !== null && note !== false && note !== '' && (
        <Text size="xs" c="dimmed" component="span">
          {note}
        </Text>
      )}
    </Stack>
  );
}
