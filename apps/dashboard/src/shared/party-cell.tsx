import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NameCell } from './name-cell';
import { Unbroken } from './unbroken';

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
  const numberText = number !== null && (
    <bdi>
      <Unbroken text={number} />
    </bdi>
  );
  if (name === null || name === number) return numberText;
  return (
    <NameCell note={numberText}>
      <bdi>{name}</bdi>
    </NameCell>
  );
}
