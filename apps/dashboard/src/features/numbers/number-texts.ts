import type { Destination } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { useDestinationText } from '../../shared/destination/destination-words';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of a number in words. */
export function useNumberTexts(): FieldTexts {
  const { t } = useTranslation();
  const destination = useDestinationText();
  return {
    number: { label: t('numbers.number') },
    label: { label: t('numbers.label') },
    destination: { label: t('numbers.destination'), text: (value) => destination(value as Destination) ?? '' },
    fallback: {
      label: t('destinations.fallback'),
      text: (value) => (value === null ? t('destinations.noFallback') : (destination(value as Destination) ?? '')),
    },
    enabled: { label: t('numbers.enabled') },
  };
}
