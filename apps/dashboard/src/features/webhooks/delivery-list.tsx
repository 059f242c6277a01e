import { Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { WebhookDelivery } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, readDeliveriesAnew } from '../../api/webhooks';
import { NameCell } from '../../shared/name-cell';
import { PagedSurface } from '../../shared/paged-surface';
import { RefreshButton } from '../../shared/refresh-button';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { DeliveryFilters, useDeliveryFilter } from './delivery-filters';
import { DeliveryStatus } from './delivery-status';

/** What was sent to a webhook, newest first; each row leads to its attempts. */
export function DeliveryList({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const filter = useDeliveryFilter();
  const query = useInfiniteQuery(deliveriesQuery(webhookId, filter));
  const columns = useColumns();
  const filtered = Object.keys(filter).length > 0;
  return (
    <Stack gap="sm">
      <DeliveryFilters />
      <Group justify="flex-end">
        <RefreshButton busy={query.isRefetching} onClick={() => void readDeliveriesAnew(queries, webhookId)} />
      </Group>
      <PagedSurface
        label={t('webhooks.deliveries')}
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <Text c="dimmed" p="xl" ta="center">
            {t(filtered ? 'webhooks.noDeliveryFits' : 'webhooks.noDeliveries')}
          </Text>
        }
      />
    </Stack>
  );
}

function useColumns(): Column<WebhookDelivery>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'event',
      header: t('webhooks.columnEvent'),
      kind: 'main',
      cell: ({ webhookId, id, eventType, createdAt }) => (
        <NameCell note={<RelativeTime at={createdAt} />}>
          <RowLink to="/webhooks/$id/deliveries/$deliveryId" params={{ id: webhookId, deliveryId: id }} search={true}>
            {eventType}
          </RowLink>
        </NameCell>
      ),
    },
    {
      key: 'attempts',
      header: t('webhooks.attempts'),
      kind: 'number',
      cell: ({ attempts }) => attempts.length,
    },
    { key: 'result', header: t('webhooks.result'), cell: ({ status }) => <DeliveryStatus status={status} /> },
  ];
}
