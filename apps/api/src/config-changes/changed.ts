import { z } from 'zod';

/** What became of a change of the configuration: the answer, its config revision, and where a new resource is. */
export interface Changed<T> {
  body: T;
  revision: number;
  location?: string;
}

/** Query of every route that changes configuration. `wait=applied` answers once Asterisk has it, at most 10 s later. */
export const changeQuerySchema = z.strictObject({ wait: z.enum(['applied']).optional() });
export type ChangeQuery = z.infer<typeof changeQuerySchema>;

/** Answer of a deletion. */
export const deletedSchema = z.object({ revision: z.number().int() });
export type Deleted = z.infer<typeof deletedSchema>;

/** The same change with its body as it is read. */
export function shown<E, T>({ body, ...rest }: Changed<E>, view: (row: E) => T): Changed<T> {
  return { ...rest, body: view(body) };
}
