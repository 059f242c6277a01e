import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useChildMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { webhooksQuery } from '../../api/webhooks';
import { MissingResource } from '../../shared/missing-resource';
import { SidePanel } from '../../shared/side-panel';
import { useKept } from '../../shared/use-kept';
import { DeliveryList } from './delivery-list';
import { EditWebhook } from './edit-webhook';
import { readWebhookSearch } from './webhook-search';
import { WebhookTrouble } from './webhook-state';
import { WebhookTest } from './webhook-test';

const route = getRouteApi('/shell/webhooks/$id');

/** The panel of one webhook: how it fares, a test, what was sent, and its settings. */
export function WebhookPanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { tab = 'deliveries' } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ to: '/webhooks' });
  const query = useQuery(webhooksQuery);
  const { item: webhook, gone } = useKept(query.data, id);
  const hasChild = useChildMatches({ select: ({ length }) => length > 0 });
  const covered = hasChild && webhook !== undefined;
  return (
    <>
      <SidePanel title={webhook?.url ?? t('common.webhooksTitle')} onClose={close} covered={covered}>
        {webhook ? (
          <Stack key={id}>
            <WebhookTrouble status={webhook.status} />
            <WebhookTest webhookId={id} />
            <Tabs
              value={tab}
              onChange={(tab) =>
                void navigate({ search: (present) => readWebhookSearch({ ...present, tab }), replace: true })
              }
              keepMounted={false}
            >
              <Tabs.List mb="md">
                <Tabs.Tab value="deliveries">{t('webhooks.deliveries')}</Tabs.Tab>
                <Tabs.Tab value="settings">{t('webhooks.settings')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="deliveries">
                <DeliveryList webhookId={id} />
              </Tabs.Panel>
              <Tabs.Panel value="settings">
                <EditWebhook webhook={webhook} gone={gone} onClose={close} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        ) : (
          <MissingResource pending={query.isPending} deleted={{ kind: 'webhook', id }} />
        )}
      </SidePanel>
      {covered && <Outlet />}
    </>
  );
}
