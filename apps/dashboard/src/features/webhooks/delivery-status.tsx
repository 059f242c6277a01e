import type { WebhookDelivery } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<WebhookDelivery['status'], Tone> = {
  pending: 'busy',
  delivered: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** What became of a delivery, in a word. */
export function DeliveryStatus({ status }: Pick<WebhookDelivery, 'status'>) {
  const { t } = useTranslation();
  return <StatusBadge tone={tones[status]} label={t(`webhooks.deliveryStatus.${status}`)} />;
}
