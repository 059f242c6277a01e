import { useQuery } from '@tanstack/react-query';
import type { AreaCallerId, FailoverClass, OutboundRoute } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { failoverTexts } from '../../shared/failover-field';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of an outbound route in words, a pattern and a trunk a line. */
export function useOutboundRouteTexts(): FieldTexts {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  const patterns = (value: unknown) =>
    (value as OutboundRoute['patterns'])
      .map(({ match, strip, prepend }) => {
        const stripped = strip > 0 ? `, ${t('outboundRoutes.strip')} ${strip}` : '';
        return `${match}${stripped}${prepend === '' ? '' : `, ${t('outboundRoutes.prepend')} ${prepend}`}`;
      })
      .join('\n');
  const trunkNames = (value: unknown) =>
    (value as string[])
      .map((id, place) => {
        const name = trunks.find((trunk) => trunk.id === id)?.name ?? t('common.goneTrunk');
        return `${place + 1}. ${name}`;
      })
      .join('\n');
  return {
    name: { label: t('outboundRoutes.name') },
    position: { label: t('outboundRoutes.position') },
    patterns: { label: t('outboundRoutes.patterns'), text: patterns },
    trunkIds: { label: t('outboundRoutes.trunks'), text: trunkNames },
    order: {
      label: t('outboundRoutes.leastCost'),
      text: (order) => t(order === 'least_cost' ? 'outboundRoutes.byPrice' : 'outboundRoutes.asListed'),
    },
    failoverOn: {
      label: t('outboundRoutes.ownFailover'),
      text: (classes) =>
        classes === null ? t('outboundRoutes.ownFailoverNone') : failoverTexts(classes as FailoverClass[]),
    },
    alarmOn: {
      label: t('outboundRoutes.ownAlarms'),
      text: (classes) =>
        classes === null ? t('outboundRoutes.ownFailoverNone') : failoverTexts(classes as FailoverClass[]),
    },
    emergency: { label: t('outboundRoutes.emergency') },
    allowedGroups: {
      label: t('outboundRoutes.allowedGroups'),
      text: (groups) => (groups as string[]).join(', ') || t('outboundRoutes.everybody'),
    },
    callerId: { label: t('outboundRoutes.callerId') },
    areaCallerIds: {
      label: t('outboundRoutes.areaCallerIds'),
      text: (areas) => (areas as AreaCallerId[]).map((area) => t('outboundRoutes.area', { ...area })).join('\n'),
    },
    enabled: { label: t('outboundRoutes.enabled') },
  };
}
