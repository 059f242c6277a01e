import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Announcement } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { announcementsQuery, createAnnouncement } from '../../api/announcements';
import { changeConfig } from '../../api/config-change';
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
import { AnnouncementFields } from './announcement-fields';
import {
  type AnnouncementValues,
  announcementBody,
  announcementErrors,
  announcementShape,
  announcementValues,
  newAnnouncement,
} from './announcement-form';
import { useAnnouncementTexts } from './announcement-texts';

const routeApi = getRouteApi('/shell/announcements/$id');
const touches = [announcementsQuery.queryKey];

/** The panel that creates an announcement. */
export function NewAnnouncementPanel() {
  const { t } = useTranslation();
  const close = useClose();
  const form = useForm<AnnouncementValues>({ initialValues: newAnnouncement, validate: announcementErrors });
  const create = useConfigChange({
    change: (values: AnnouncementValues) => createAnnouncement(announcementBody(values)),
    touches,
    name: ({ name }) => name,
    onSaved: close,
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <SidePanel title={t('common.newAnnouncement')} onClose={close}>
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
                review({ method: 'POST', path: '/announcements', body: { ...announcementBody(values) } }),
              )()
            }
            onError={(error) => form.setErrors(fieldErrors(error))}
          />
        }
      >
        <AnnouncementFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}

/** The panel that shows, changes and deletes an announcement. */
export function AnnouncementPanel() {
  const { t } = useTranslation();
  const { id } = routeApi.useParams();
  const close = useClose();
  const announcements = useQuery(announcementsQuery);
  const { item: announcement, gone } = useKept(announcements.data, id);
  const title = announcement ? t('announcements.edit', { name: announcement.name }) : t('common.announcementsTitle');
  return (
    <SidePanel title={title} onClose={close}>
      {announcement ? (
        <EditAnnouncement key={announcement.id} announcement={announcement} gone={gone} onClose={close} />
      ) : (
        <MissingResource pending={announcements.isPending} deleted={{ kind: 'announcement', id }} />
      )}
    </SidePanel>
  );
}

function EditAnnouncement({
  announcement,
  gone,
  onClose,
}: {
  announcement: Announcement;
  gone: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const texts = useAnnouncementTexts();
  const form = useForm<AnnouncementValues>({
    initialValues: announcementValues(announcement),
    validate: announcementErrors,
  });
  const save = useMergedSave({
    ...{ newest: ofRevision(announcement), form, shape: announcementShape, touches },
    path: `/announcements/${announcement.id}`,
    change: changeConfig<Announcement>,
    name: ({ name }) => name,
    onSaved: onClose,
  });
  return (
    <>
      <DriftNote drift={announcement.drift} />
      <EditForm
        kind="announcement"
        {...{ resource: announcement, name: announcement.name, gone, form, save, texts, onClose }}
        deleteText={t('announcements.deleteText')}
      >
        <AnnouncementFields form={form} id={announcement.id} />
      </EditForm>
    </>
  );
}

function useClose(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/announcements' });
}
