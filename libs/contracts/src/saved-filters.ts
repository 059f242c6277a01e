import { z } from 'zod';
import { idSchema, labelSchema, pageQuerySchema, timestampSchema } from './common.js';

/** The lists whose filters can be saved, by the names of the API. */
export const filteredListSchema = z.enum([
  'call-records',
  'audit-log',
  'trunks',
  'extensions',
  'numbers',
  'outbound-routes',
  'users',
  'sessions',
  'api-keys',
  'webhooks',
  'ring-groups',
  'certificates',
  'schedules',
  'inbound-routes',
]);
export type FilteredList = z.infer<typeof filteredListSchema>;

/** Most filters that one user may save. */
export const SAVED_FILTERS_PER_USER = 100;

const FIELDS_PER_FILTER = 30;
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/**
 * Names and values as they stand in the address of the list in the dashboard. A list passes over a name that it does
 * not know, so that an old filter outlives a field.
 */
export const filterValuesSchema = z
  .record(
    z.string(),
    z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control or broken characters'),
  )
  .superRefine((values, context) => {
    const names = Object.keys(values);
    const refuse = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', message, path });
    if (names.length === 0) refuse('must name at least one field');
    if (names.length > FIELDS_PER_FILTER) refuse(`must name at most ${FIELDS_PER_FILTER} fields`);
    for (const name of names.filter((each) => !FIELD_NAME.test(each)))
      refuse('must have a name of 1 to 40 letters and digits', name);
  });
export type FilterValues = z.infer<typeof filterValuesSchema>;

/** Body of `POST /saved-filters`. A default takes the place of another one of the list. */
export const savedFilterCreateSchema = z.strictObject({
  list: filteredListSchema,
  name: labelSchema,
  filter: filterValuesSchema,
  isDefault: z.boolean().default(false),
});
export type SavedFilterCreate = z.infer<typeof savedFilterCreateSchema>;

/** Body of `PATCH /saved-filters/{id}`; `filter` is replaced as a whole. */
export const savedFilterPatchSchema = z.strictObject({
  name: labelSchema.optional(),
  filter: filterValuesSchema.optional(),
  isDefault: z.boolean().optional(),
});
export type SavedFilterPatch = z.infer<typeof savedFilterPatchSchema>;

/** A filter of a list that a user named. `isDefault`: the list opens with it; at most one of a list. */
export const savedFilterSchema = z.object({
  id: idSchema,
  list: filteredListSchema,
  name: z.string(),
  filter: z.record(z.string(), z.string()),
  isDefault: z.boolean(),
  createdAt: timestampSchema,
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** Query of `GET /saved-filters`: those of one list, or all. */
export const savedFilterQuerySchema = pageQuerySchema.extend({ list: filteredListSchema.optional() });
export type SavedFilterQuery = z.infer<typeof savedFilterQuerySchema>;
