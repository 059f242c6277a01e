import { useQuery } from '@tanstack/react-query';
import { type Destination, destinationTypes, type HangupReason, hangupReasons } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { announcementsQuery } from '../../api/announcements';
import { extensionsQuery } from '../../api/extensions';
import { outboundRoutesQuery } from '../../api/outbound-routes';
import { ringGroupsQuery } from '../../api/ring-groups';

/** The kinds of places that a call can be led to. */
export function useDestinationTypes(): { value: Destination['type']; label: string }[] {
  const { t } = useTranslation();
  return destinationTypes.map((value) => ({ value, label: t(`destinations.type.${value}`) }));
}

/** The ways to refuse a call. */
export function useHangupReasons(): { value: HangupReason; label: string }[] {
  const { t } = useTranslation();
  return hangupReasons.map((value) => ({ value, label: t(`destinations.cause.${value}`) }));
}

/** A destination in words; null while what it leads to is not read yet. */
export function useDestinationText(): (destination: Destination) => string | null {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery);
  const groups = useQuery(ringGroupsQuery);
  const announcements = useQuery(announcementsQuery);
  const routes = useQuery(outboundRoutesQuery);
  const gone = {
    extension: 'goneExtension',
    ring_group: 'goneGroup',
    announcement: 'goneAnnouncement',
    external: 'goneRoute',
  } as const;
  const named = <T extends { id: string }>(
    { data, isFetching }: { data?: T[] | undefined; isFetching: boolean },
    [id, type]: [string, keyof typeof gone],
    words: (found: T) => string,
  ) => {
    const found = data?.find((each) => each.id === id);
    if (found) return words(found);
    return data === undefined || isFetching ? null : t(`destinations.${gone[type]}`);
  };
  return (destination) => {
    switch (destination.type) {
      case 'extension':
        return named(extensions, [destination.extensionId, 'extension'], ({ number, name }) => `${number} · ${name}`);
      case 'voicemail':
        return named(extensions, [destination.extensionId, 'extension'], ({ number, name }) =>
          t('destinations.mailbox', { number, name }),
        );
      case 'ring_group':
        return named(groups, [destination.ringGroupId, 'ring_group'], ({ name }) => name);
      case 'announcement':
        return named(announcements, [destination.announcementId, 'announcement'], ({ name }) => name);
      case 'external': {
        const { number } = destination;
        return named(routes, [destination.outboundRouteId, 'external'], ({ name }) =>
          t('destinations.over', { number, route: name }),
        );
      }
      case 'hangup':
        return t(`destinations.ends.${destination.cause}`);
    }
  };
}
