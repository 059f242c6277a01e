import type { Destination, InboundRoute, ResourceKind } from '@trunkline/contracts';
import { destinationLinks, type ResourceImage } from '@trunkline/domain';
import {
  AnnouncementEntity,
  CertificateEntity,
  ExtensionEntity,
  InboundRouteEntity,
  NumberEntity,
  OutboundRouteEntity,
  ResourceStates,
  RingGroupEntity,
  ScheduleEntity,
  SettingsEntity,
  TrunkEntity,
} from '@trunkline/persistence';
import type { StoredResource } from '../config-changes/resource.js';
import type { EntityManager } from '../database/types.js';

/** A field of a resource that points to others. */
interface Pointing {
  field: string;
  kind: ResourceKind;
  ids: readonly string[];
  /** Whether they must have a mailbox. */
  mailbox?: boolean;
}

/** What has to hold for a resource that comes back as it was, and what goes with one that is deleted. */
export interface Restorable {
  entity: new () => StoredResource;
  /** The field that no two of this kind share. */
  unique: string;
  points(image: ResourceImage): Pointing[];
  forget?(manager: EntityManager, id: string): Promise<void>;
}

/** Every kind of configured resource. */
export const restorable: Record<ResourceKind, Restorable> = {
  trunk: {
    entity: TrunkEntity,
    unique: 'name',
    points: () => [],
    forget: (manager, id) => ResourceStates.remove(manager, 'trunk', id),
  },
  extension: {
    entity: ExtensionEntity,
    unique: 'number',
    points: () => [],
    forget: (manager, id) => ResourceStates.remove(manager, 'extension', id),
  },
  number: {
    entity: NumberEntity,
    unique: 'number',
    points: ({ destination, fallback }) => [...leading('destination', destination), ...leading('fallback', fallback)],
  },
  outbound_route: {
    entity: OutboundRouteEntity,
    unique: 'name',
    points: ({ trunkIds }) => [{ field: 'trunkIds', kind: 'trunk', ids: trunkIds as string[] }],
  },
  ring_group: {
    entity: RingGroupEntity,
    unique: 'name',
    points: ({ members, noAnswer }) => [
      { field: 'members', kind: 'extension', ids: members as string[] },
      ...leading('noAnswer', noAnswer),
    ],
  },
  announcement: {
    entity: AnnouncementEntity,
    unique: 'name',
    points: ({ next }) => leading('next', next),
  },
  // There is one of them.
  settings: {
    entity: SettingsEntity,
    unique: 'id',
    points: ({ tlsCertificateId }) =>
      typeof tlsCertificateId === 'string'
        ? [{ field: 'tlsCertificateId', kind: 'certificate', ids: [tlsCertificateId] }]
        : [],
  },
  certificate: { entity: CertificateEntity, unique: 'name', points: () => [] },
  schedule: { entity: ScheduleEntity, unique: 'name', points: () => [] },
  inbound_route: {
    entity: InboundRouteEntity,
    unique: 'name',
    points: ({ trunkIds, schedule, destination, fallback }) => [
      { field: 'trunkIds', kind: 'trunk', ids: trunkIds as string[] },
      ...usedSchedule(schedule as InboundRoute['schedule']),
      ...leading('destination', destination),
      ...leading('fallback', fallback),
    ],
  },
};

const usedSchedule = (schedule: InboundRoute['schedule']): Pointing[] =>
  schedule === null ? [] : [{ field: 'schedule', kind: 'schedule', ids: [schedule.scheduleId] }];

/** What the destination in a field points to. */
function leading(field: string, destination: unknown): Pointing[] {
  return destinationLinks(destination as Destination | null).map(({ kind, id, mailbox }) => ({
    ...{ field, kind, ids: [id], mailbox },
  }));
}
