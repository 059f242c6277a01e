import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { PlannedChange, Trunk } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { createTrunk, deleteTrunk, patchTrunk, trunksQuery } from '../../api/trunks';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { DeleteButton } from '../../shared/delete-button';
import { DriftNote } from '../../shared/drift';
import { MissingResource } from '../../shared/missing-resource';
import { PanelForm } from '../../shared/panel-form';
import { useCan } from '../../shared/principal';
import { ReviewChanges } from '../../shared/review-changes';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { TrunkFields } from './trunk-fields';
import { newTrunk, type TrunkValues, trunkBody, trunkErrors, trunkPatch, trunkValues } from './trunk-form';
import { TrunkHistory } from './trunk-history';
import { TrunkStateNote } from './trunk-state';

const route = getRouteApi('/shell/trunks/$id');
const touches = [trunksQuery.queryKey];

/** The panel that creates a trunk. */
export function NewTrunkPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm<TrunkValues>({ initialValues: newTrunk, validate: (values) => trunkErrors(values, false) });
  const create = useConfigChange({
    change: (values: TrunkValues) => createTrunk(trunkBody(values)),
    touches,
    name: ({ name }) => name,
    onSaved: close,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <SidePanel title={t('trunks.new')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate(values))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
        review={
          <ReviewChanges
            onAsk={(review) =>
              form.onSubmit((values) => review({ method: 'POST', path: '/trunks', body: { ...trunkBody(values) } }))()
            }
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
      >
        <TrunkFields form={form} hasPassword={false} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, changes and deletes a trunk. */
export function TrunkPanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const close = useClose();
  const trunks = useQuery(trunksQuery);
  const trunk = trunks.data?.find((each) => each.id === id);
  return (
    <SidePanel title={trunk ? t('trunks.edit', { name: trunk.name }) : t('trunks.title')} onClose={close}>
      {trunk ? (
        <EditTrunk key={trunk.id} trunk={trunk} onClose={close} />
      ) : (
        <MissingResource pending={trunks.isPending} />
      )}
    </SidePanel>
  );
}

function EditTrunk({ trunk, onClose }: { trunk: Trunk; onClose: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  const [deleting, setDeleting] = useState(false);
  const form = useForm<TrunkValues>({
    initialValues: trunkValues(trunk),
    validate: (values) => trunkErrors(values, trunk.hasPassword),
  });
  const save = useConfigChange({
    change: (values: TrunkValues) => patchTrunk(trunk.id, trunkPatch(trunk, values)),
    touches,
    name: ({ name }) => name,
    onSaved: onClose,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  const remove = useConfigChange({
    change: () => deleteTrunk(trunk.id),
    touches,
    name: () => trunk.name,
    deletes: true,
    onSaved: onClose,
  });
  const submit = (values: TrunkValues) =>
    Object.keys(trunkPatch(trunk, values)).length === 0 ? onClose() : save.mutate(values);
  return (
    <Stack>
      <DriftNote drift={trunk.drift} />
      <TrunkStateNote trunk={trunk} />
      <PanelForm
        onSubmit={form.onSubmit(submit)}
        submitLabel={t('common.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        readOnly={!mayWrite}
        review={
          <ReviewChanges
            onAsk={(review) => form.onSubmit((values) => review(planned(trunk, values)))()}
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
        aside={<DeleteButton onClick={() => setDeleting(true)} />}
      >
        <TrunkFields form={form} hasPassword={trunk.hasPassword} />
      </PanelForm>
      <TrunkHistory id={trunk.id} />
      {deleting && (
        <ConfirmDialog
          title={t('common.deleteTitle', { name: trunk.name })}
          confirm={t('common.delete')}
          action={() => remove.mutateAsync(undefined)}
          onClose={() => setDeleting(false)}
        >
          {t('trunks.deleteText')}
        </ConfirmDialog>
      )}
    </Stack>
  );
}

/** The change that saving would make, null when there is none. */
function planned(trunk: Trunk, values: TrunkValues): PlannedChange | null {
  const body = trunkPatch(trunk, values);
  return Object.keys(body).length === 0 ? null : { method: 'PATCH', path: `/trunks/${trunk.id}`, body };
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/trunks' });
}
