import { useQuery } from '@tanstack/react-query';
import type { Destination, RingStrategy } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { useDestinationText } from '../../shared/destination/destination-words';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of a ring group in words, a member a line. */
export function useRingGroupTexts(): FieldTexts {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data ?? [];
  const destination = useDestinationText();
  const memberNames = (value: unknown) =>
    (value as string[])
      .map((id, place) => {
        const found = extensions.find((each) => each.id === id);
        return `${place + 1}. ${found ? `${found.number} · ${found.name}` : t('destinations.goneExtension')}`;
      })
      .join('\n');
  return {
    name: { label: t('ringGroups.name') },
    number: { label: t('ringGroups.number') },
    strategy: { label: t('ringGroups.strategy'), text: (value) => t(`ringGroups.strategies.${value as RingStrategy}`) },
    members: { label: t('ringGroups.members'), text: memberNames },
    ringSeconds: { label: t('ringGroups.ringSeconds') },
    noAnswer: { label: t('ringGroups.noAnswer'), text: (value) => destination(value as Destination) ?? '' },
    enabled: { label: t('ringGroups.enabled') },
  };
}
