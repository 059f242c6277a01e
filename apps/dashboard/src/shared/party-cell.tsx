import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NameCell } from './name-cell';

/** A party by its name and number. Both come from SIP: they are text and are never taken for anything else. */
export function PartyCell({ number, name }: { number: string | null; name: string | null }) {
  const { t } = useTranslation();
  if (number === null && name === null) {
    return (
      <Text size="sm" c="dimmed" component="span">
        {t('calls.unknownParty')}
      </Text>
    );
  }
  if (name === null || name === number) return <bdi>{number}</bdi>;
  return (
    <NameCell note={number !== null && <bdi>{number}</bdi>}>
      <bdi>{name}</bdi>
    </NameCell>
  );
}
