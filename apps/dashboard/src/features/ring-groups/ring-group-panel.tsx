import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NewResourcePanel, ResourcePanel } from '../../shared/resource-panels';
import { RingGroupFields } from './ring-group-fields';
import { ringGroupForm } from './ring-group-form';
import { useRingGroupTexts } from './ring-group-texts';

const routeApi = getRouteApi('/shell/ring-groups/$id');

/** The panel that creates a ring group. */
export function NewRingGroupPanel() {
  const { t } = useTranslation();
  return (
    <NewResourcePanel
      of={ringGroupForm}
      title={t('common.newRingGroup')}
      onClose={useClose()}
      fields={(form) => <RingGroupFields form={form} />}
    />
  );
}

/** The panel that shows, changes and deletes a ring group. */
export function RingGroupPanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  return (
    <ResourcePanel
      of={ringGroupForm}
      kind="ring_group"
      id={id}
      title={t('common.ringGroupsTitle')}
      named={(name) => t('ringGroups.edit', { name })}
      texts={useRingGroupTexts()}
      deleteText={t('ringGroups.deleteText')}
      onClose={useClose()}
      fields={(form) => <RingGroupFields form={form} id={id} />}
    />
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/ring-groups' });
}
