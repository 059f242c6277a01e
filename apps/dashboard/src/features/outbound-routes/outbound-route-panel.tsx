import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NewResourcePanel, ResourcePanel } from '../../shared/resource-panels';
import { OutboundRouteFields } from './outbound-route-fields';
import { outboundRouteForm } from './outbound-route-form';
import { useOutboundRouteTexts } from './outbound-route-texts';

const routeApi = getRouteApi('/shell/outbound-routes/$id');

/** The panel that creates an outbound route. */
export function NewOutboundRoutePanel() {
  const { t } = useTranslation();
  return (
    <NewResourcePanel
      of={outboundRouteForm}
      title={t('common.newOutboundRoute')}
      onClose={useClose()}
      fields={(form) => <OutboundRouteFields form={form} />}
    />
  );
}

/** The panel that shows, changes and deletes an outbound route. */
export function OutboundRoutePanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  return (
    <ResourcePanel
      of={outboundRouteForm}
      kind="outbound_route"
      id={id}
      title={t('common.outboundRoutesTitle')}
      named={(name) => t('outboundRoutes.edit', { name })}
      texts={useOutboundRouteTexts()}
      deleteText={t('outboundRoutes.deleteText')}
      onClose={useClose()}
      fields={(form) => <OutboundRouteFields form={form} />}
    />
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/outbound-routes' });
}
