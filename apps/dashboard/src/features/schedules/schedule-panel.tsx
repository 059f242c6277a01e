import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NewResourcePanel, ResourcePanel } from '../../shared/resource-panels';
import { ScheduleFields } from './schedule-fields';
import { scheduleForm } from './schedule-form';
import { useScheduleTexts } from './schedule-words';

const routeApi = getRouteApi('/shell/schedules/$id');

/** The panel that creates a schedule. */
export function NewSchedulePanel() {
  const { t } = useTranslation();
  return (
    <NewResourcePanel
      of={scheduleForm}
      title={t('common.newSchedule')}
      onClose={useClose()}
      fields={(form) => <ScheduleFields form={form} />}
    />
  );
}

/** The panel that shows, changes and deletes a schedule. */
export function SchedulePanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  return (
    <ResourcePanel
      of={scheduleForm}
      kind="schedule"
      id={id}
      title={t('common.schedulesTitle')}
      named={(name) => t('inbound.schedules.edit', { name })}
      texts={useScheduleTexts()}
      deleteText={t('inbound.schedules.deleteText')}
      onClose={useClose()}
      fields={(form) => <ScheduleFields form={form} />}
    />
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/schedules' });
}
