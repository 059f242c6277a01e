import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { deliveryQuery } from '../../api/webhooks';
import { ErrorNote } from '../../shared/error-note';
import { MissingResource } from '../../shared/missing-resource';
import { SidePanel } from '../../shared/side-panel';
import { DeliveryDetail } from './delivery-detail';

const route = getRouteApi('/shell/webhooks/$id/deliveries/$deliveryId');

/** One delivery, in a panel over that of its webhook. */
export function DeliveryPanel() {
  const { t } = useTranslation();
  const { id, deliveryId } = route.useParams();
  const navigate = route.useNavigate();
  const query = useQuery(deliveryQuery(id, deliveryId));
  const gone = query.error instanceof ApiError && query.error.code === 'not_found';
  return (
    <SidePanel
      wide
      title={query.data ? t('webhooks.deliveryOf', { event: query.data.eventType }) : t('webhooks.delivery')}
      onClose={() => void navigate({ to: '/webhooks/$id', params: { id }, search: (present) => present })}
    >
      {query.data && <DeliveryDetail key={deliveryId} delivery={query.data} />}
      {query.isError && !gone && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && (query.isPending || gone) && <MissingResource pending={!gone} />}
    </SidePanel>
  );
}
