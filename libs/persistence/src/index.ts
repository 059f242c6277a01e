export { DataSource, EntityManager } from 'typeorm';
export { accessChannel, notifyAccessChanged } from './access/access-changed.js';
export { type CountedTry, LoginFailures, type LoginSubject } from './access/login-failures.js';
export { AudioFiles, type StoredAudio } from './audio-files/audio-files.js';
export { type Author, appendAudit, withAudit } from './audit/append-audit.js';
export { AuditLog } from './audit/audit-log.js';
export { CallRecords } from './call-records/call-records.js';
export { type LateSpan, noteSipCallIds, publishLateEndings } from './call-records/late-endings.js';
export { type RecordsFacts, readRecordsReport } from './call-records/records-report.js';
export { RecordRetention } from './call-records/retention.js';
export { type BuildOutcome, buildStoredCalls, type CallToRecord } from './call-records/stored-call.js';
export { upsertCallRecords } from './call-records/upsert-call-records.js';
export { Cel, type CelRow, type EndedLife, type OpenLinkedId } from './cel/cel.js';
export { SpoolGaps } from './cel/spool-gaps.js';
export { type ChangeEntry, type ConfigChange, EmptyConfigChange, imageOf } from './config/config-change.js';
export { type ConfigState, configStateAt, grownImage, snapshotOfState, withoutChanges } from './config/config-state.js';
export { refusedOf } from './config/drift.js';
export { readRouting } from './config/read-routing.js';
export { readSnapshot, SnapshotReader } from './config/read-snapshot.js';
export {
  explainPending,
  lastAppliedRevision,
  pendingRevisions,
  revisionSettledChannel,
  type Settlement,
  settleRevisions,
} from './config/revisions.js';
export { settleApart, type UnprovenResource, unprovenResources, withHeld } from './config/unproven.js';
export { type Use, whatUses, whatUsesMailbox } from './config/what-uses.js';
export { configChannel, headRevision, lockConfig, withConfigChange } from './config/with-config-change.js';
export { awaitDatabase } from './data-source/await-database.js';
export { createDataSource, type DataSourceSettings } from './data-source/create-data-source.js';
export { isDatabaseUnavailable } from './data-source/database-unavailable.js';
export { assertMigrated, assertServerVersion, migrate, SchemaMismatch } from './data-source/migrate.js';
export { uniqueViolation } from './data-source/unique-violation.js';
export { withinTransaction } from './data-source/within-transaction.js';
export { DeletedResources } from './deleted/deleted-resources.js';
export { type DirectoryRows, readDirectory } from './directory/read-directory.js';
export { AnnouncementEntity } from './entities/announcement.entity.js';
export { ApiKeyEntity } from './entities/api-key.entity.js';
export { AudioFileEntity } from './entities/audio-file.entity.js';
export { CallClosingEntity } from './entities/call-closing.entity.js';
export { CallRecordEntity } from './entities/call-record.entity.js';
export { CelEventEntity } from './entities/cel-event.entity.js';
export { CelOpenCallEntity } from './entities/cel-open-call.entity.js';
export { CelSpoolEntity } from './entities/cel-spool.entity.js';
export { CertificateEntity, certificateKeyPurpose } from './entities/certificate.entity.js';
export { ConfigRevisionEntity, type StoredChange } from './entities/config-revision.entity.js';
export { DeletedResourceEntity } from './entities/deleted-resource.entity.js';
export { EventLogEntity } from './entities/event-log.entity.js';
export { ExtensionEntity } from './entities/extension.entity.js';
export { InboundRouteEntity } from './entities/inbound-route.entity.js';
export { KeyCheckEntity } from './entities/key-check.entity.js';
export { LiveCallEntity } from './entities/live-call.entity.js';
export { NodeEntity } from './entities/node.entity.js';
export { NumberEntity } from './entities/number.entity.js';
export { OutboundRouteEntity } from './entities/outbound-route.entity.js';
export { ResolvedNameEntity } from './entities/resolved-name.entity.js';
export { ResourceEntity } from './entities/resource.entity.js';
export { ResourceStateEntity } from './entities/resource-state.entity.js';
export { RingGroupEntity } from './entities/ring-group.entity.js';
export { SavedFilterEntity } from './entities/saved-filter.entity.js';
export { ScheduleEntity } from './entities/schedule.entity.js';
export { SessionEntity } from './entities/session.entity.js';
export { SettingsEntity, settingsId } from './entities/settings.entity.js';
export { SpoolGapEntity } from './entities/spool-gap.entity.js';
export { StateChangeEntity } from './entities/state-change.entity.js';
export { type SealedCredentials, TrunkEntity } from './entities/trunk.entity.js';
export { TrunkTestEntity } from './entities/trunk-test.entity.js';
export { UserEntity } from './entities/user.entity.js';
export { WebhookEntity } from './entities/webhook.entity.js';
export { WebhookDeliveryEntity } from './entities/webhook-delivery.entity.js';
export { callSubjects } from './events/call-subjects.js';
export { appendEvents, eventsAfter, eventsChannel, headSeq, oldestSeq, toldEvent } from './events/event-log.js';
export { dropPartitionsOlderThan, makePartitionsAhead } from './events/event-partitions.js';
export {
  configurationFigures,
  databaseFigures,
  recordsWaiting,
  webhooksWaiting,
} from './health/health-figures.js';
export { IdempotencyKeys, type KeptAnswer, type RepeatableRequest } from './idempotency/idempotency-keys.js';
export { newId, newRef } from './ids/new-id.js';
export { type ListenSettings, listen, type Subscription } from './listen/listen.js';
export { LiveCalls } from './live/live-calls.js';
export { ResourceStates, type StoredState } from './live/resource-states.js';
export { StateHistory } from './live/state-history.js';
export { type CallChanges, type StoredChanges, storeCallEvents } from './live/store-call-events.js';
export { TrunkTests } from './live/trunk-tests.js';
export { namesInUse, ResolvedNames } from './names/resolved-names.js';
export { fenced, type HeldToken, type Lease, LeaseLost } from './nodes/fenced.js';
export { type LeaseHolder, type NodeLease, NodeLeases } from './nodes/node-leases.js';
export { type NodeHeartbeat, Nodes } from './nodes/nodes.js';
export { anyCallRecorded, type CallFigures, readCallFigures } from './overview/call-figures.js';
export { recentFailures } from './overview/recent-failures.js';
export {
  countExtensions,
  countLiveCalls,
  countNumbers,
  countTrunks,
  gatewaysPassedOver,
  trunksNotInOrder,
} from './overview/resource-counts.js';
export { decodeCursor, encodeCursor } from './paging/cursor.js';
export { type PageOrder, page } from './paging/page.js';
export { sortedPage } from './paging/sorted-page.js';
export { RateTables } from './rates/rate-tables.js';
export { extensionGroups } from './search/extension-groups.js';
export { type FoundCallRecord, findCallRecords } from './search/find-call-records.js';
export { findResources, type SearchedKind } from './search/find-resources.js';
export { checkKey, WrongKey } from './secrets/check-key.js';
export { KeyInUse, rotateKey } from './secrets/rotate-key.js';
export { SecretCipher, SecretUnreadable } from './secrets/secret-cipher.js';
export { type FollowedTrunk, GatewayRecords, type KeptGatewayRecord } from './trunk-health/gateway-records.js';
export { TrunkAlarms } from './trunk-health/trunk-alarms.js';
export { lockCursor, type Queued, queueDeliveries } from './webhooks/queue-deliveries.js';
export { type AttemptResult, type DueDelivery, type HeldLane, WebhookLanes } from './webhooks/webhook-lanes.js';
export { type KeptDeliveries, WebhookLog } from './webhooks/webhook-log.js';
export { cancelPending, WebhookStatuses } from './webhooks/webhook-status.js';
