import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { OutboundRoute, PlannedChange } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  createOutboundRoute,
  deleteOutboundRoute,
  outboundRoutesQuery,
  patchOutboundRoute,
} from '../../api/outbound-routes';
import { fieldErrors } from '../../api/problem';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { DeleteButton } from '../../shared/delete-button';
import { DriftNote } from '../../shared/drift';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { useCan } from '../../shared/principal';
import { ReviewChanges } from '../../shared/review-changes';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { OutboundRouteFields } from './outbound-route-fields';
import {
  newOutboundRoute,
  type OutboundRouteValues,
  outboundRouteBody,
  outboundRouteErrors,
  outboundRoutePatch,
  outboundRouteValues,
} from './outbound-route-form';

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
  const route = routes.data?.find((each) => each.id === id);
  const title = route ? t('outboundRoutes.edit', { name: route.name }) : t('outboundRoutes.title');
  return (
    <SidePanel title={title} onClose={close}>
      {route ? (
        <EditOutboundRoute key={route.id} route={route} onClose={close} />
      ) : (
        <MissingResource pending={routes.isPending} />
      )}
    </SidePanel>
  );
}

function EditOutboundRoute({ route, onClose }: { route: OutboundRoute; onClose: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  const [deleting, setDeleting] = useState(false);
  const [initialValues] = useState(() => outboundRouteValues(route));
  const form = useForm<OutboundRouteValues>({ initialValues, validate: outboundRouteErrors });
  const save = useConfigChange({
    change: (values: OutboundRouteValues) => patchOutboundRoute(route.id, outboundRoutePatch(route, values)),
    touches,
    name: ({ name }) => name,
    onSaved: onClose,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  const remove = useConfigChange({
    change: () => deleteOutboundRoute(route.id),
    touches,
    name: () => route.name,
    deletes: true,
    onSaved: onClose,
  });
  const submit = (values: OutboundRouteValues) =>
    Object.keys(outboundRoutePatch(route, values)).length === 0 ? onClose() : save.mutate(values);
  return (
    <>
      <DriftNote drift={route.drift} />
      <PanelForm
        onSubmit={form.onSubmit(submit)}
        submitLabel={t('common.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        readOnly={!mayWrite}
        review={
          <ReviewChanges
            onAsk={(review) => form.onSubmit((values) => review(planned(route, values)))()}
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
        aside={<DeleteButton onClick={() => setDeleting(true)} />}
      >
        <OutboundRouteFields form={form} />
      </PanelForm>
      {deleting && (
        <ConfirmDialog
          title={t('common.deleteTitle', { name: route.name })}
          confirm={t('common.delete')}
          action={() => remove.mutateAsync(undefined)}
          onClose={() => setDeleting(false)}
        >
          {t('outboundRoutes.deleteText')}
        </ConfirmDialog>
      )}
    </>
  );
}

/** The change that saving would make, null when there is none. */
function planned(route: OutboundRoute, values: OutboundRouteValues): PlannedChange | null {
  const body = outboundRoutePatch(route, values);
  return Object.keys(body).length === 0 ? null : { method: 'PATCH', path: `/outbound-routes/${route.id}`, body };
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/outbound-routes' });
}
