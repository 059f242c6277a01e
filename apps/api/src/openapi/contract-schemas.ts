import type { SchemaObject } from '@nestjs/swagger';
import {
  announcementCreateSchema,
  announcementPatchSchema,
  announcementSchema,
  apiKeyCreateSchema,
  apiKeySchema,
  apiKeyWithSecretSchema,
  audioFileSchema,
  auditEntrySchema,
  callRecordSchema,
  callSchema,
  certificateCreateSchema,
  certificatePatchSchema,
  certificateSchema,
  configDiffSchema,
  configPlanRequestSchema,
  configPlanSchema,
  configRevisionSchema,
  deletedResourceSchema,
  driftListSchema,
  extensionCreateSchema,
  extensionPatchSchema,
  extensionSchema,
  extensionStateChangeSchema,
  extensionWithSecretSchema,
  inboundRouteCreateSchema,
  inboundRoutePatchSchema,
  inboundRouteSchema,
  loginSchema,
  numberCreateSchema,
  numberPatchSchema,
  numberSchema,
  outboundRouteCreateSchema,
  outboundRoutePatchSchema,
  outboundRouteSchema,
  overviewSchema,
  passwordChangeSchema,
  principalSchema,
  problemSchema,
  restartRequestSchema,
  ringGroupCreateSchema,
  ringGroupPatchSchema,
  ringGroupSchema,
  savedFilterCreateSchema,
  savedFilterPatchSchema,
  savedFilterSchema,
  scheduleCreateSchema,
  schedulePatchSchema,
  scheduleSchema,
  searchResultsSchema,
  sessionSchema,
  sessionsEndedSchema,
  settingsPatchSchema,
  settingsSchema,
  systemHealthSchema,
  systemSchema,
  trunkCreateSchema,
  trunkPatchSchema,
  trunkRatesPutSchema,
  trunkSchema,
  trunkStateChangeSchema,
  userCreateSchema,
  userPatchSchema,
  userSchema,
  webhookCreateSchema,
  webhookDeliverySchema,
  webhookDeliveryWithBodySchema,
  webhookPatchSchema,
  webhookSchema,
  webhookSecretRotationSchema,
  webhookWithSecretSchema,
} from '@trunkline/contracts';
import { z } from 'zod';

/** Contracts of request bodies, by their name in the API description: a property with a default may be left out. */
const requests = {
  AnnouncementCreate: announcementCreateSchema,
  AnnouncementPatch: announcementPatchSchema,
  ApiKeyCreate: apiKeyCreateSchema,
  CertificateCreate: certificateCreateSchema,
  CertificatePatch: certificatePatchSchema,
  ConfigPlanRequest: configPlanRequestSchema,
  ExtensionCreate: extensionCreateSchema,
  ExtensionPatch: extensionPatchSchema,
  InboundRouteCreate: inboundRouteCreateSchema,
  InboundRoutePatch: inboundRoutePatchSchema,
  Login: loginSchema,
  NumberCreate: numberCreateSchema,
  NumberPatch: numberPatchSchema,
  OutboundRouteCreate: outboundRouteCreateSchema,
  OutboundRoutePatch: outboundRoutePatchSchema,
  PasswordChange: passwordChangeSchema,
  RestartRequest: restartRequestSchema,
  RingGroupCreate: ringGroupCreateSchema,
  RingGroupPatch: ringGroupPatchSchema,
  SavedFilterCreate: savedFilterCreateSchema,
  SavedFilterPatch: savedFilterPatchSchema,
  ScheduleCreate: scheduleCreateSchema,
  SchedulePatch: schedulePatchSchema,
  SettingsPatch: settingsPatchSchema,
  TrunkCreate: trunkCreateSchema,
  TrunkPatch: trunkPatchSchema,
  TrunkRatesPut: trunkRatesPutSchema,
  UserCreate: userCreateSchema,
  UserPatch: userPatchSchema,
  WebhookCreate: webhookCreateSchema,
  WebhookPatch: webhookPatchSchema,
  WebhookSecretRotation: webhookSecretRotationSchema,
};

/** Contracts of answers: every property is there. */
const answers = {
  Announcement: announcementSchema,
  ApiKey: apiKeySchema,
  ApiKeyWithSecret: apiKeyWithSecretSchema,
  AudioFile: audioFileSchema,
  AuditEntry: auditEntrySchema,
  Call: callSchema,
  CallRecord: callRecordSchema,
  Certificate: certificateSchema,
  ConfigDiff: configDiffSchema,
  ConfigPlan: configPlanSchema,
  ConfigRevision: configRevisionSchema,
  DeletedResource: deletedResourceSchema,
  DriftList: driftListSchema,
  Extension: extensionSchema,
  ExtensionStateChange: extensionStateChangeSchema,
  ExtensionWithSecret: extensionWithSecretSchema,
  InboundRoute: inboundRouteSchema,
  Number: numberSchema,
  OutboundRoute: outboundRouteSchema,
  Overview: overviewSchema,
  Principal: principalSchema,
  Problem: problemSchema,
  RingGroup: ringGroupSchema,
  SearchResults: searchResultsSchema,
  SavedFilter: savedFilterSchema,
  Schedule: scheduleSchema,
  Session: sessionSchema,
  SessionsEnded: sessionsEndedSchema,
  Settings: settingsSchema,
  System: systemSchema,
  SystemHealth: systemHealthSchema,
  Trunk: trunkSchema,
  TrunkStateChange: trunkStateChangeSchema,
  User: userSchema,
  Webhook: webhookSchema,
  WebhookDelivery: webhookDeliverySchema,
  WebhookDeliveryWithBody: webhookDeliveryWithBodySchema,
  WebhookWithSecret: webhookWithSecretSchema,
};

const names = new Map<z.ZodType, string>(
  [...Object.entries(requests), ...Object.entries(answers)].map(([name, schema]) => [schema, name]),
);

/** JSON Schema of a contract where it is used: a reference if it has a name, else the schema itself. */
export function bodySchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): SchemaObject {
  const name = names.get(schema);
  return name ? ({ $ref: `#/components/schemas/${name}` } as SchemaObject) : convert(schema, io);
}

/** JSON Schema (2020-12, as OpenAPI 3.1 wants it) of every named contract. */
export function namedSchemas(): Record<string, SchemaObject> {
  const all: [string, SchemaObject][] = [
    ...Object.entries(requests).map(([name, schema]): [string, SchemaObject] => [name, convert(schema, 'input')]),
    ...Object.entries(answers).map(([name, schema]): [string, SchemaObject] => [name, convert(schema, 'output')]),
  ];
  return Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b)));
}

function convert(schema: z.ZodType, io: 'input' | 'output'): SchemaObject {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => simplify(jsonSchema) });
  return json as SchemaObject;
}

/** A format says it; zod's pattern for it fills half a screen. */
function simplify(json: z.core.JSONSchema.BaseSchema): void {
  if (json.format === 'date-time' || json.format === 'uuid') delete json.pattern;
}
