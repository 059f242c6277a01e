import { AnnouncementEntity } from './announcement.entity.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { AudioFileEntity } from './audio-file.entity.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { CallClosingEntity } from './call-closing.entity.js';
import { CallCountEntity } from './call-count.entity.js';
import { CallRecordEntity } from './call-record.entity.js';
import { CallRecordKeyEntity } from './call-record-key.entity.js';
import { CelEventEntity } from './cel-event.entity.js';
import { CelOpenCallEntity } from './cel-open-call.entity.js';
import { CelSpoolEntity } from './cel-spool.entity.js';
import { CertificateEntity } from './certificate.entity.js';
import { ConfigRevisionEntity } from './config-revision.entity.js';
import { DeletedResourceEntity } from './deleted-resource.entity.js';
import { EventLogEntity } from './event-log.entity.js';
import { EventLogFloorEntity } from './event-log-floor.entity.js';
import { ExtensionEntity } from './extension.entity.js';
import { GatewayRecordEntity } from './gateway-record.entity.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';
import { InboundRouteEntity } from './inbound-route.entity.js';
import { KeyCheckEntity } from './key-check.entity.js';
import { LiveCallEntity } from './live-call.entity.js';
import { LoginFailureEntity } from './login-failure.entity.js';
import { NodeEntity } from './node.entity.js';
import { NodeLeaseEntity } from './node-lease.entity.js';
import { NumberEntity } from './number.entity.js';
import { OutboundRouteEntity } from './outbound-route.entity.js';
import { RateTableEntity } from './rate-table.entity.js';
import { ResolvedNameEntity } from './resolved-name.entity.js';
import { ResourceStateEntity } from './resource-state.entity.js';
import { RingGroupEntity } from './ring-group.entity.js';
import { SavedFilterEntity } from './saved-filter.entity.js';
import { ScheduleEntity } from './schedule.entity.js';
import { SessionEntity } from './session.entity.js';
import { SettingsEntity } from './settings.entity.js';
import { SpoolGapEntity } from './spool-gap.entity.js';
import { StateChangeEntity } from './state-change.entity.js';
import { TrunkEntity } from './trunk.entity.js';
import { TrunkAlarmEntity } from './trunk-alarm.entity.js';
import { TrunkTestEntity } from './trunk-test.entity.js';
import { UserEntity } from './user.entity.js';
import { WebhookEntity } from './webhook.entity.js';
import { WebhookCursorEntity } from './webhook-cursor.entity.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookLaneEntity } from './webhook-lane.entity.js';

/** Every table. Classes are imported, never globbed: a build must not depend on what lies in a folder. */
export const allEntities = [
  AnnouncementEntity,
  ApiKeyEntity,
  AudioFileEntity,
  AuditEntryEntity,
  CallClosingEntity,
  CallCountEntity,
  CallRecordEntity,
  CallRecordKeyEntity,
  CelEventEntity,
  CelOpenCallEntity,
  CelSpoolEntity,
  CertificateEntity,
  ConfigRevisionEntity,
  DeletedResourceEntity,
  EventLogEntity,
  EventLogFloorEntity,
  ExtensionEntity,
  GatewayRecordEntity,
  IdempotencyKeyEntity,
  InboundRouteEntity,
  KeyCheckEntity,
  LiveCallEntity,
  LoginFailureEntity,
  NodeEntity,
  NodeLeaseEntity,
  NumberEntity,
  OutboundRouteEntity,
  RateTableEntity,
  ResolvedNameEntity,
  ResourceStateEntity,
  RingGroupEntity,
  SavedFilterEntity,
  ScheduleEntity,
  SessionEntity,
  SettingsEntity,
  StateChangeEntity,
  SpoolGapEntity,
  TrunkEntity,
  TrunkTestEntity,
  TrunkAlarmEntity,
  UserEntity,
  WebhookEntity,
  WebhookCursorEntity,
  WebhookDeliveryEntity,
  WebhookLaneEntity,
];
