import type { Announcement, AnnouncementCreate, AnnouncementPatch } from '@trunkline/contracts';
import { announcementsQuery, createAnnouncement } from '../../api/announcements';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import { type DestinationValues, destinationBody, destinationValues } from '../../shared/destination/destination-form';
import type { FormShape } from '../../shared/merge/form-shape';
import type { ResourceForm } from '../../shared/resource-panels';

/** An announcement as the form holds it. */
export interface AnnouncementValues {
  name: string;
  /** Empty until a file is uploaded. */
  audioId: string;
  next: DestinationValues;
  enabled: boolean;
}

const newAnnouncement = (): AnnouncementValues => ({
  name: '',
  audioId: '',
  next: destinationValues(null),
  enabled: true,
});

function announcementValues({ name, audioId, next, enabled }: Announcement): AnnouncementValues {
  return { name, audioId, next: destinationValues(next), enabled };
}

/** Body of `POST /announcements`. */
function announcementBody(values: AnnouncementValues): AnnouncementCreate {
  return { ...values, name: values.name.trim(), next: destinationBody(values.next) };
}

/** Body of `PATCH /announcements/{id}`. */
function announcementPatch(announcement: Announcement, values: AnnouncementValues): AnnouncementPatch {
  return changedFields(announcementBody(announcementValues(announcement)), announcementBody(values));
}

const shape: FormShape<Announcement, AnnouncementValues> = {
  values: announcementValues,
  fields: (values) => ({ ...announcementBody(values) }),
  patch: announcementPatch,
};

/** How panels make and change announcements. */
export const announcementForm: ResourceForm<Announcement, AnnouncementValues, AnnouncementCreate> = {
  path: '/announcements',
  query: announcementsQuery,
  start: newAnnouncement,
  body: announcementBody,
  validate: (values) =>
    contractErrors('announcementCreateSchema', { ...announcementBody(values), audioId: values.audioId || undefined }),
  shape,
  create: createAnnouncement,
};
