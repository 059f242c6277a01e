import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { OutboundRoute } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeConfig } from '../../api/config-change';
import { createOutboundRoute, outboundRoutesQuery } from '../../api/outbound-routes';
import { fieldErrors } from '../../api/problem';
import { ofRevision } from '../../api/versions';
import { DriftNote } from '../../shared/drift';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { ReviewChanges } from '../../shared/review-changes';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { useKept } from '../../shared/use-kept';
import { OutboundRouteFields } from './outbound-route-fields';
import {
  newOutboundRoute,
  type OutboundRouteValues,
  outboundRouteBody,
  outboundRouteErrors,
  outboundRouteShape,
  outboundRouteValues,
} from './outbound-route-form';
import { useOutboundRouteTexts } from './outbound-route-texts';

const routeApi = getRouteApi('/shell/outbound-routes/$id');
const touches = [outboundRoutesQuery.queryKey];

/** The panel that creates an outbound route. */
export function NewOutboundRoutePanel() {
  const { t } = useTranslation();
  const close = useClose();
  const [initialValues] = useState(newOutboundRoute);
  const form = useForm<OutboundRouteValues>({ initialValues, validate: outboundRouteErrors });
  const create = useConfigChange({
    change: (values: OutboundRouteValues) => createOutboundRoute(outboundRouteBody(values)),
    touches,
    name: ({ name }) => name,
    onSaved: close,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <SidePanel title={t('outboundRoutes.new')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
        review={
          <ReviewChanges
            onAsk={(review) =>
              form.onSubmit((values) =>
                review({ method: 'POST', path: '/outbound-routes', body: { ...outboundRouteBody(values) } }),
              )()
            }
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
      >
        <OutboundRouteFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, changes and deletes an outbound route. */
export function OutboundRoutePanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  const close = useClose();
  const routes = useQuery(outboundRoutesQuery);
  const { item: route, gone } = useKept(routes.data, id);
  const title = route ? t('outboundRoutes.edit', { name: route.name }) : t('outboundRoutes.title');
  return (
    <SidePanel title={title} onClose={close}>
      {route ? (
        <EditOutboundRoute key={route.id} route={route} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={routes.isPending} deleted={{ kind: 'outbound_route', id }} />
      )}
    </SidePanel>
  );
}

function EditOutboundRoute({ route, gone, onClose }: { route: OutboundRoute; gone: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useOutboundRouteTexts();
  const [initialValues] = useState(() => outboundRouteValues(route));
  const form = useForm<OutboundRouteValues>({ initialValues, validate: outboundRouteErrors });
  const save = useMergedSave({
    ...{ newest: ofRevision(route), form, shape: outboundRouteShape, touches },
    path: `/outbound-routes/${route.id}`,
    change: changeConfig<OutboundRoute>,
    name: ({ name }) => name,
    onSaved: onClose,
  });
  return (
    <>
      <DriftNote drift={route.drift} />
      <EditForm
        kind="outbound_route"
        {...{ resource: route, name: route.name, gone, form, save, texts, onClose }}
        deleteText={t('outboundRoutes.deleteText')}
      >
        <OutboundRouteFields form={form} />
      </EditForm>
    </>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/outbound-routes' });
}
