import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  intro?: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** Frame of a page: heading, one sentence, what can be done here, content. */
export function Page({ title, intro, aside, children }: Props) {
  const { t } = useTranslation();
  const product = t('common.productName');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <Stack gap="lg" maw={1280} mx="auto">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Box>
          <Title order={1} size="h2">
            {title}
          </Title>
          {intro && (
            <Text c="dimmed" mt={2}>
              {intro}
            </Text>
          )}
        </Box>
        {aside}
      </Group>
      {children}
    </Stack>
  );
}
