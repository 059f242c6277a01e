import { Initial1785000000000 } from './1785000000000-initial.js';
import { Access1785000100000 } from './1785000100000-access.js';
import { IdempotencyKeys1785000200000 } from './1785000200000-idempotency-keys.js';
import { TrunkIdentity1785000210000 } from './1785000210000-trunk-identity.js';
import { NodeLeases1785000500000 } from './1785000500000-node-leases.js';
import { Settings1785001000000 } from './1785001000000-settings.js';
import { RollbackOf1785001100000 } from './1785001100000-rollback-of.js';
import { StateHistory1785001200000 } from './1785001200000-state-history.js';
import { EventLogPartitions1785001300000 } from './1785001300000-event-log-partitions.js';
import { Webhooks1785001400000 } from './1785001400000-webhooks.js';
import { CallRecordSearch1785001500000 } from './1785001500000-call-record-search.js';
import { CelJoinings1785001610000 } from './1785001610000-cel-joinings.js';
import { CallCounts1785001700000 } from './1785001700000-call-counts.js';
import { SavedFilters1785001830000 } from './1785001830000-saved-filters.js';
import { DeletedResources1785001840000 } from './1785001840000-deleted-resources.js';
import { AppendEvents1785001900000 } from './1785001900000-append-events.js';
import { RevisionsByResource1785002000000 } from './1785002000000-revisions-by-resource.js';
import { CallRecordKeys1785002100000 } from './1785002100000-call-record-keys.js';
import { RingGroups1785010000000 } from './1785010000000-ring-groups.js';
import { Tls1785020000000 } from './1785020000000-tls.js';
import { Gateways1785030000000 } from './1785030000000-gateways.js';
import { Announcements1785040000000 } from './1785040000000-announcements.js';
import { TrunkSip1785050000000 } from './1785050000000-trunk-sip.js';
import { PjsipOptions1785050100000 } from './1785050100000-pjsip-options.js';

import { InboundRoutes1785060000000 } from './1785060000000-inbound-routes.js';
import { Voicemail1785070000000 } from './1785070000000-voicemail.js';
import { CallSources1785080000000 } from './1785080000000-call-sources.js';
import { TrunkAuths1785080100000 } from './1785080100000-trunk-auths.js';
import { CallsOut1785090000000 } from './1785090000000-calls-out.js';
import { Numbering1785090100000 } from './1785090100000-numbering.js';
import { CallerNames1785090200000 } from './1785090200000-caller-names.js';
import { TrunkHealth1785090300000 } from './1785090300000-trunk-health.js';
import { Rates1785090400000 } from './1785090400000-rates.js';
import { TrunkTests1785090500000 } from './1785090500000-trunk-tests.js';
import { Fallbacks1785090600000 } from './1785090600000-fallbacks.js';
import { TrunkSrv1785100000000 } from './1785100000000-trunk-srv.js';
import { TrunkPace1785300000000 } from './1785300000000-trunk-pace.js';
import { ToldEvents1785300100000 } from './1785300100000-told-events.js';
import { LiveCommits1785300200000 } from './1785300200000-live-commits.js';
import { NoStatistics1785300300000 } from './1785300300000-no-statistics.js';

/** Every migration, oldest first. */
export const allMigrations = [
  Initial1785000000000,
  Access1785000100000,
  IdempotencyKeys1785000200000,
  TrunkIdentity1785000210000,
  NodeLeases1785000500000,
  Settings1785001000000,
  RollbackOf1785001100000,
  StateHistory1785001200000,
  EventLogPartitions1785001300000,
  Webhooks1785001400000,
  CallRecordSearch1785001500000,
  CelJoinings1785001610000,
  CallCounts1785001700000,
  SavedFilters1785001830000,
  DeletedResources1785001840000,
  AppendEvents1785001900000,
  RevisionsByResource1785002000000,
  CallRecordKeys1785002100000,
  RingGroups1785010000000,
  Tls1785020000000,
  Gateways1785030000000,
  Announcements1785040000000,
  TrunkSip1785050000000,
  PjsipOptions1785050100000,
  InboundRoutes1785060000000,
  Voicemail1785070000000,
  CallSources1785080000000,
  TrunkAuths1785080100000,
  CallsOut1785090000000,
  Numbering1785090100000,
  CallerNames1785090200000,
  TrunkHealth1785090300000,
  Rates1785090400000,
  TrunkTests1785090500000,
  Fallbacks1785090600000,
  TrunkSrv1785100000000,
  TrunkPace1785300000000,
  ToldEvents1785300100000,
  LiveCommits1785300200000,
  NoStatistics1785300300000,
];
