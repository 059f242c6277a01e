import { Accordion, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { WebhookDelivery } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery } from '../../api/webhooks';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { NameCell } from '../../shared/name-cell';
import { RefreshButton } from '../../shared/refresh-button';
import { RelativeTime } from '../../shared/relative-time';
import { StatusBadge, type Tone } from '../../shared/status-badge';
import { DeliveryDetail } from './delivery-detail';

const tones: Record<WebhookDelivery['status'], Tone> = {
  pending: 'busy',
  delivered: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** What was sent to a webhook, newest first; each opens to its attempts. */
export function DeliveryList({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(deliveriesQuery(webhookId));
  if (query.isPending) return <ListPending />;
  if (query.data === undefined) return <ListFailed error={query.error} onRetry={() => void query.refetch()} />;
  const deliveries = query.data.pages.flatMap(({ items }) => items);
  return (
    <Stack gap="sm">
      <Group justify="flex-end">
        <RefreshButton busy={query.isRefetching} onClick={() => void query.refetch()} />
      </Group>
      {deliveries.length === 0 && <Text c="dimmed">{t('webhooks.noDeliveries')}</Text>}
      <Accordion variant="separated" keepMounted={false}>
        {deliveries.map((delivery) => (
          <Accordion.Item key={delivery.id} value={delivery.id}>
            <Accordion.Control>
              <Group justify="space-between" gap="xs" pr="xs" wrap="nowrap">
                <NameCell note={<RelativeTime at={delivery.createdAt} />}>
                  <Text size="sm" fw={550} component="span">
                    {delivery.eventType}
                  </Text>
                </NameCell>
                <StatusBadge tone={tones[delivery.status]} label={t(`webhooks.deliveryStatus.${delivery.status}`)} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <DeliveryDetail delivery={delivery} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <LoadMore query={query} />
    </Stack>
  );
}
