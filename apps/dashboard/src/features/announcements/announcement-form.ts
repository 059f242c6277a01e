import type { Announcement, AnnouncementCreate, AnnouncementPatch } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import { type DestinationValues, destinationBody, destinationValues } from '../../shared/destination/destination-form';
import type { FormShape } from '../../shared/merge/form-shape';

/** An announcement as the form holds it. */
export interface AnnouncementValues {
  name: string;
  /** Empty until a file is uploaded. */
  audioId: string;
  next: DestinationValues;
  enabled: boolean;
}

export const newAnnouncement: AnnouncementValues = {
  name: '',
  audioId: '',
  next: destinationValues(null),
  enabled: true,
};

export function announcementValues({ name, audioId, next, enabled }: Announcement): AnnouncementValues {
  return { name, audioId, next: destinationValues(next), enabled };
}

/** Body of `POST /announcements`. */
export function announcementBody(values: AnnouncementValues): AnnouncementCreate {
  return { ...values, name: values.name.trim(), next: destinationBody(values.next) };
}

/** Body of `PATCH /announcements/{id}`. */
function announcementPatch(announcement: Announcement, values: AnnouncementValues): AnnouncementPatch {
  return changedFields(announcementBody(announcementValues(announcement)), announcementBody(values));
}

/** Errors by form path. */
export function announcementErrors(values: AnnouncementValues): Promise<Record<string, string>> {
  return contractErrors('announcementCreateSchema', announcementBody(values));
}

/** How the form holds an announcement. */
export const announcementShape: FormShape<Announcement, AnnouncementValues> = {
  values: announcementValues,
  fields: (values) => ({ ...announcementBody(values) }),
  patch: announcementPatch,
};
