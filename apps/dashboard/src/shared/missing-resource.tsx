import { Center, Loader, Stack, Text } from '@mantine/core';
import type { DeletedKind } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { RestoreOffer } from './restore-offer';

interface Props {
  pending: boolean;
  /** What it was, where it can be restored if it was deleted. */
  deleted?: { kind: DeletedKind; id: string };
}

/** Stands in a panel whose resource is still being read, or does not exist (any more). */
export function MissingResource({ pending, deleted }: Props) {
  const { t } = useTranslation();
  if (pending)
    return (
      <Center mih={120}>
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  return (
    <Stack gap="xs">
      <Text c="dimmed">{t('errors.not_found')}</Text>
      {deleted && <RestoreOffer {...deleted} />}
    </Stack>
  );
}
