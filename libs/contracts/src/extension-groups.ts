import { z } from 'zod';

/** A group of extensions that may use a route: it is there as soon as an extension or a route names it. */
export const extensionGroupSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,31}$/, 'must be 1 to 32 small letters, digits or _, and begin with a letter or digit');

/** Groups of an extension, or those that a route is for. */
export const extensionGroupsSchema = z
  .array(extensionGroupSchema)
  .max(20)
  .refine((groups) => new Set(groups).size === groups.length, 'must not name a group twice');

/** Answer of `GET /extension-groups`: how many extensions are in each, and how many outbound routes are for it. */
export const extensionGroupListSchema = z.object({
  items: z.array(
    z.object({ name: extensionGroupSchema, extensions: z.number().int(), outboundRoutes: z.number().int() }),
  ),
});
export type ExtensionGroupList = z.infer<typeof extensionGroupListSchema>;
