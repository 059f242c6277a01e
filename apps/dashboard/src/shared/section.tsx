import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Surface } from './surface';

interface Props {
  title: string;
  intro?: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the page with its heading. */
export function Section({ title, intro, aside, children }: Props) {
  const id = useId();
  return (
    <Surface style={{ overflow: 'clip' }}>
      <section aria-labelledby={id}>
        <Group justify="space-between" align="flex-start" gap="xs" p="md" pb={0}>
          <Stack gap={0} style={{ flex: '1 1 240px' }}>
            <Title order={2} size="h4" id={id}>
              {title}
            </Title>
            {intro !== undefined && (
              <Text size="sm" c="dimmed">
                {intro}
              </Text>
            )}
          </Stack>
          {aside}
        </Group>
        {children}
      </section>
    </Surface>
  );
}
