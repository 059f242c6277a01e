import { mayHaveFallback } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { DestinationFields } from './destination-fields';
import type { DestinationValues } from './destination-form';

interface Props {
  values: { destination: DestinationValues; fallback: DestinationValues };
  inputProps: Parameters<typeof DestinationFields>[0]['inputProps'];
}

/** Where calls go that cannot reach their destination, if there is one that they could fail to reach. */
export function FallbackFields({ values: { destination, fallback }, inputProps }: Props) {
  const { t } = useTranslation();
  if (!mayHaveFallback(destination.type)) return null;
  return (
    <DestinationFields
      label={t('destinations.fallback')}
      description={t('destinations.fallbackHelp')}
      nowhere={t('destinations.noFallback')}
      field="fallback"
      values={fallback}
      inputProps={inputProps}
    />
  );
}
