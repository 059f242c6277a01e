import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NewResourcePanel, ResourcePanel } from '../../shared/resource-panels';
import { AnnouncementFields } from './announcement-fields';
import { announcementForm } from './announcement-form';
import { useAnnouncementTexts } from './announcement-texts';

const routeApi = getRouteApi('/shell/announcements/$id');

/** The panel that creates an announcement. */
export function NewAnnouncementPanel() {
  const { t } = useTranslation();
  return (
    <NewResourcePanel
      of={announcementForm}
      title={t('common.newAnnouncement')}
      onClose={useClose()}
      fields={(form) => <AnnouncementFields form={form} />}
    />
  );
}

/** The panel that shows, changes and deletes an announcement. */
export function AnnouncementPanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  return (
    <ResourcePanel
      of={announcementForm}
      kind="announcement"
      id={id}
      title={t('common.announcementsTitle')}
      named={(name) => t('announcements.edit', { name })}
      texts={useAnnouncementTexts()}
      deleteText={t('announcements.deleteText')}
      onClose={useClose()}
      fields={(form) => <AnnouncementFields form={form} id={id} />}
    />
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/announcements' });
}
