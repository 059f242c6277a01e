import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NewResourcePanel, ResourcePanel } from '../../shared/resource-panels';
import { InboundRouteFields } from './inbound-route-fields';
import { inboundRouteForm } from './inbound-route-form';
import { useInboundRouteTexts } from './inbound-route-words';

const routeApi = getRouteApi('/shell/inbound-routes/$id');

/** The panel that creates an inbound route. */
export function NewInboundRoutePanel() {
  const { t } = useTranslation();
  return (
    <NewResourcePanel
      of={inboundRouteForm}
      title={t('common.newInboundRoute')}
      onClose={useClose()}
      fields={(form) => <InboundRouteFields form={form} />}
    />
  );
}

/** The panel that shows, changes and deletes an inbound route. */
export function InboundRoutePanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  return (
    <ResourcePanel
      of={inboundRouteForm}
      kind="inbound_route"
      id={id}
      title={t('common.inboundRoutesTitle')}
      named={(name) => t('inbound.routes.edit', { name })}
      texts={useInboundRouteTexts()}
      deleteText={t('inbound.routes.deleteText')}
      onClose={useClose()}
      fields={(form) => <InboundRouteFields form={form} />}
    />
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/inbound-routes' });
}
