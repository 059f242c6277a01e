import { getRouteApi } from '@tanstack/react-router';
import { eventTypes, webhookDeliveryStatuses } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import type { DeliveryFilter } from '../../api/webhooks';
import { ChoiceField } from '../../shared/filter-fields';
import { FilterGrid } from '../../shared/filter-grid';
import { readWebhookSearch } from './webhook-search';

const route = getRouteApi('/shell/webhooks/$id');

/** Which deliveries the address asks for. */
export function useDeliveryFilter(): DeliveryFilter {
  const { status, eventType } = route.useSearch();
  return { ...(status && { status }), ...(eventType && { eventType }) };
}

/** What the deliveries of a webhook are searched by; it stands in the address. */
export function DeliveryFilters() {
  const { t } = useTranslation();
  const search = useDeliveryFilter();
  const navigate = route.useNavigate();
  const filter = (name: keyof DeliveryFilter) => ({
    value: search[name],
    onChange: (value: string | null) =>
      void navigate({ search: (present) => readWebhookSearch({ ...present, [name]: value }), replace: true }),
  });
  return (
    <FilterGrid>
      <ChoiceField
        label={t('webhooks.result')}
        unset={t('auditLog.any')}
        data={webhookDeliveryStatuses.map((value) => ({ value, label: t(`webhooks.deliveryStatus.${value}`) }))}
        {...filter('status')}
      />
      <ChoiceField
        label={t('webhooks.columnEvent')}
        unset={t('auditLog.any')}
        data={[...eventTypes, 'webhook.test'].map((value) => ({ value, label: value }))}
        {...filter('eventType')}
      />
    </FilterGrid>
  );
}
