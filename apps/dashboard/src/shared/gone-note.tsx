import { Alert, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { DeletedKind } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { RestoreOffer } from './restore-offer';

interface Props {
  kind: DeletedKind;
  id: string;
  name: string;
  onRestored: () => void;
}

/** Stands below a form whose resource somebody deleted meanwhile: what was typed is kept, and it can be restored. */
export function GoneNote({ kind, id, name, onRestored }: Props) {
  const { t } = useTranslation();
  return (
    <Alert
      ref={intoView}
      color="yellow"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      role="alert"
      icon={<IconTrash size={18} />}
      title={t('deleted.goneTitle', { name })}
    >
      <Text size="sm" mb={4}>
        {t('deleted.textKept')}
      </Text>
      <RestoreOffer kind={kind} id={id} onRestored={onRestored} />
    </Alert>
  );
}

/** The fields may be longer than the screen. */
function intoView(note: HTMLDivElement | null): void {
  note?.scrollIntoView({ block: 'center' });
}
