import { useQuery } from '@tanstack/react-query';
import type { Destination } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { announcementsQuery } from '../../api/announcements';
import { useDestinationText } from '../../shared/destination/destination-words';
import type { FieldTexts } from '../../shared/merge/form-shape';
import { useAudioFacts } from './audio-facts';

/** The fields of an announcement in words. */
export function useAnnouncementTexts(): FieldTexts {
  const { t } = useTranslation();
  const destination = useDestinationText();
  const all = useQuery(announcementsQuery).data ?? [];
  const factsOf = useAudioFacts();
  const fileOf = (id: string) => all.find(({ audioId }) => audioId === id)?.audio;
  return {
    name: { label: t('announcements.name') },
    audioId: {
      label: t('announcements.audio'),
      text: (value) => {
        const file = fileOf(String(value));
        return file ? factsOf(file) : t('announcements.otherFile');
      },
    },
    next: { label: t('announcements.next'), text: (value) => destination(value as Destination) ?? '' },
    enabled: { label: t('announcements.enabled') },
  };
}
