import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { ApiEnv, Logger } from '@trunkline/platform';
import { AccessModule } from './access/access.module.js';
import { AnnouncementsModule } from './announcements/announcements.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import type { AudioWorker } from './audio-files/audio-converter.js';
import { AudioFilesModule } from './audio-files/audio-files.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { CallRecordsModule } from './call-records/call-records.module.js';
import { CallsModule } from './calls/calls.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { ConfigChangesModule } from './config-changes/config-changes.module.js';
import { ConfigPlanModule } from './config-plan/config-plan.module.js';
import { ConfigRevisionsModule } from './config-revisions/config-revisions.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeletedResourcesModule } from './deleted-resources/deleted-resources.module.js';
import { ExtensionGroupsModule } from './extension-groups/extension-groups.module.js';
import { ExtensionsModule } from './extensions/extensions.module.js';
import { HealthModule } from './health/health.module.js';
import { ContractPipe } from './http/contract.pipe.js';
import { KnownRequestInterceptor } from './http/known-request.interceptor.js';
import { OpenConnections } from './http/open-connections.js';
import { ProblemFilter } from './http/problem.filter.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { InboundRoutesModule } from './inbound-routes/inbound-routes.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LiveModule } from './live/live.module.js';
import { NumbersModule } from './numbers/numbers.module.js';
import { OutboundRoutesModule } from './outbound-routes/outbound-routes.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { RestartModule } from './restart/restart.module.js';
import { RingGroupsModule } from './ring-groups/ring-groups.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { SavedFiltersModule } from './saved-filters/saved-filters.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { SearchModule } from './search/search.module.js';
import { SessionModule } from './session/session.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { startModule } from './start.module.js';
import { SystemModule } from './system/system.module.js';
import { TrunkPresetsModule } from './trunk-presets/trunk-presets.module.js';
import { TrunkTestsModule } from './trunk-tests/trunk-tests.module.js';
import { TrunksModule } from './trunks/trunks.module.js';
import { UsersModule } from './users/users.module.js';
import { WebhookSendingModule } from './webhook-sending/webhook-sending.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({
  imports: [
    DatabaseModule,
    AccessModule,
    LiveModule,
    ConfigChangesModule,
    AnnouncementsModule,
    ApiKeysModule,
    AudioFilesModule,
    AuditLogModule,
    CallRecordsModule,
    CallsModule,
    ConfigPlanModule,
    ConfigRevisionsModule,
    DeletedResourcesModule,
    ExtensionGroupsModule,
    ExtensionsModule,
    HealthModule,
    InboundRoutesModule,
    NumbersModule,
    OutboundRoutesModule,
    CertificatesModule,
    OverviewModule,
    RestartModule,
    RingGroupsModule,
    RoutingModule,
    SchedulesModule,
    SearchModule,
    SavedFiltersModule,
    SessionModule,
    SessionsModule,
    SettingsModule,
    SystemModule,
    TrunkPresetsModule,
    TrunksModule,
    TrunkTestsModule,
    UsersModule,
    WebhookSendingModule,
    WebhooksModule,
    JobsModule,
  ],
  providers: [
    OpenConnections,
    { provide: APP_PIPE, useClass: ContractPipe },
    { provide: APP_INTERCEPTOR, useClass: KnownRequestInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class AppModule {}

/** The API as started with `env`, writing to `log`. Without the program that reads audio it can only be described. */
export function appModule(env: ApiEnv, log: Logger, audioWorker: AudioWorker | null): DynamicModule {
  return { module: AppModule, imports: [startModule(env, log, audioWorker)] };
}
