import { useQuery } from '@tanstack/react-query';
import type { CalledNumbers, Destination, InboundRoute } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { schedulesQuery } from '../../api/schedules';
import { trunksQuery } from '../../api/trunks';
import { useDestinationText } from '../../shared/destination/destination-words';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** Called numbers as people write them. */
export function calledText(numbers: CalledNumbers): string {
  if (numbers.type === 'exact') return numbers.number;
  return numbers.type === 'prefix' ? `${numbers.prefix}…` : `${numbers.from} – ${numbers.to}`;
}

/** What a route is for beside numbers, in words: trunks, callers, and when. */
export function useConditionTexts() {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  const schedules = useQuery(schedulesQuery).data ?? [];
  return {
    trunk: (id: string) => trunks.find((each) => each.id === id)?.name ?? t('common.goneTrunk'),
    caller: (caller: InboundRoute['callers'][number]) =>
      caller.type === 'anonymous' ? t('inbound.routes.noNumber') : `${caller.prefix}…`,
    when: ({ scheduleId, state }: NonNullable<InboundRoute['schedule']>) => {
      const name = schedules.find(({ id }) => id === scheduleId)?.name ?? t('inbound.routes.goneSchedule');
      return `${name}: ${t(`inbound.while.${state}`)}`;
    },
  };
}

/** The fields of an inbound route in words, a number, trunk and caller a line. */
export function useInboundRouteTexts(): FieldTexts {
  const { t } = useTranslation();
  const { trunk, caller, when } = useConditionTexts();
  const destination = useDestinationText();
  return {
    name: { label: t('inbound.routes.name') },
    position: { label: t('inbound.routes.position') },
    numbers: {
      label: t('inbound.routes.numbers'),
      text: (value) => (value as CalledNumbers[]).map(calledText).join('\n') || t('inbound.routes.everyNumber'),
    },
    trunkIds: {
      label: t('inbound.routes.trunks'),
      text: (value) => (value as string[]).map(trunk).join('\n') || t('inbound.routes.everyTrunk'),
    },
    callers: {
      label: t('inbound.routes.callers'),
      text: (value) => (value as InboundRoute['callers']).map(caller).join('\n') || t('inbound.routes.everybody'),
    },
    schedule: {
      label: t('inbound.routes.schedule'),
      text: (value) =>
        value === null ? t('inbound.routes.always') : when(value as NonNullable<InboundRoute['schedule']>),
    },
    destination: {
      label: t('inbound.routes.destination'),
      text: (value) => (value === null ? t('inbound.routes.nowhere') : (destination(value as Destination) ?? '')),
    },
    fallback: {
      label: t('destinations.fallback'),
      text: (value) => (value === null ? t('destinations.noFallback') : (destination(value as Destination) ?? '')),
    },
    enabled: { label: t('inbound.routes.enabled') },
  };
}
