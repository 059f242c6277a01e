import { z } from 'zod';
import { labelSchema } from './common.js';

/** Where a value is from: the page that says so. `verified` false: no page was found that does, so it is to be checked with the carrier. */
const origin = { source: z.url().nullable(), verified: z.boolean() };

/** A field of the trunk that is the same for every customer of the carrier. */
const presetSettingSchema = z.strictObject({
  field: z.enum(['auth', 'host', 'port', 'transport', 'dtmfMode', 'identityHeader', 'codecs']),
  value: z.union([z.string(), z.number(), z.array(z.string())]),
  ...origin,
});

/** A field of the trunk that the customer knows: from some `choices`, or (none) in a form such as `example`. */
const presetAskSchema = z.strictObject({
  field: z.enum(['host', 'port', 'username', 'password', 'sourceAddresses']),
  required: z.boolean(),
  choices: z.array(z.string()),
  example: z.string().nullable(),
  ...origin,
});

/** What a trunk to one carrier takes, or (`generic`) to any of one kind: body of `POST /trunks` is `settings` and what is asked, with a name. */
export const trunkPresetSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: labelSchema,
  generic: z.boolean(),
  settings: z.array(presetSettingSchema),
  asks: z.array(presetAskSchema),
});
export type TrunkPreset = z.infer<typeof trunkPresetSchema>;

/** Answer of `GET /trunk-presets`. */
export const trunkPresetsSchema = z.object({ items: z.array(trunkPresetSchema) });
