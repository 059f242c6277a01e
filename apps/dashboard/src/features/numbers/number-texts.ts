import { useQuery } from '@tanstack/react-query';
import type { Destination } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of a number in words. */
export function useNumberTexts(): FieldTexts {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data ?? [];
  const destination = (value: unknown) => {
    const found = extensions.find(({ id }) => id === (value as Destination).extensionId);
    return found ? `${found.number} · ${found.name}` : t('numbers.goneDestination');
  };
  return {
    number: { label: t('numbers.number') },
    label: { label: t('numbers.label') },
    destination: { label: t('numbers.destination'), text: destination },
    enabled: { label: t('numbers.enabled') },
  };
}
