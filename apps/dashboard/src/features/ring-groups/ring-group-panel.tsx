import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { RingGroup } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { changeConfig } from '../../api/config-change';
import { fieldErrors } from '../../api/problem';
import { createRingGroup, ringGroupsQuery } from '../../api/ring-groups';
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
import { RingGroupFields } from './ring-group-fields';
import {
  newRingGroup,
  type RingGroupValues,
  ringGroupBody,
  ringGroupErrors,
  ringGroupFields,
  ringGroupShape,
  ringGroupValues,
} from './ring-group-form';
import { useRingGroupTexts } from './ring-group-texts';

const routeApi = getRouteApi('/shell/ring-groups/$id');
const touches = [ringGroupsQuery.queryKey];

/** The panel that creates a ring group. */
export function NewRingGroupPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm<RingGroupValues>({ initialValues: newRingGroup, validate: ringGroupErrors });
  const create = useConfigChange({
    change: (values: RingGroupValues) => createRingGroup(ringGroupBody(values)),
    touches,
    name: ({ name }) => name,
    onSaved: close,
    onError: (error) => form.setErrors(ringGroupFields(fieldErrors(error))),
  });
  return (
    <SidePanel title={t('common.newRingGroup')} onClose={close}>
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
                review({ method: 'POST', path: '/ring-groups', body: { ...ringGroupBody(values) } }),
              )()
            }
            onError={(error) => form.setErrors(ringGroupFields(fieldErrors(error)))}
          />
        }
      >
        <RingGroupFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, changes and deletes a ring group. */
export function RingGroupPanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  const close = useClose();
  const groups = useQuery(ringGroupsQuery);
  const { item: group, gone } = useKept(groups.data, id);
  const title = group ? t('ringGroups.edit', { name: group.name }) : t('common.ringGroupsTitle');
  return (
    <SidePanel title={title} onClose={close}>
      {group ? (
        <EditRingGroup key={group.id} group={group} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={groups.isPending} deleted={{ kind: 'ring_group', id }} />
      )}
    </SidePanel>
  );
}

function EditRingGroup({ group, gone, onClose }: { group: RingGroup; gone: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useRingGroupTexts();
  const form = useForm<RingGroupValues>({ initialValues: ringGroupValues(group), validate: ringGroupErrors });
  const save = useMergedSave({
    ...{ newest: ofRevision(group), form, shape: ringGroupShape, touches },
    path: `/ring-groups/${group.id}`,
    change: changeConfig<RingGroup>,
    name: ({ name }) => name,
    onSaved: onClose,
  });
  return (
    <>
      <DriftNote drift={group.drift} />
      <EditForm
        kind="ring_group"
        {...{ resource: group, name: group.name, gone, form, save, texts, onClose }}
        deleteText={t('ringGroups.deleteText')}
      >
        <RingGroupFields form={form} id={group.id} />
      </EditForm>
    </>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/ring-groups' });
}
