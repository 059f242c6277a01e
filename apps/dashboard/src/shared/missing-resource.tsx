import { Center, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Stands in a panel whose resource is still being read, or does not exist (any more). */
export function MissingResource({ pending }: { pending: boolean }) {
  const { t } = useTranslation();
  if (!pending) return <Text c="dimmed">{t('errors.not_found')}</Text>;
  return (
    <Center mih={120}>
      <Loader aria-label={t('common.loading')} />
    </Center>
  );
}
