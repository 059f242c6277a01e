import { type DeletedKind, restorableKinds } from '@trunkline/contracts';

/** Which kind the page shows; all when the address names none that there is. */
export function readDeletedSearch({ kind }: Record<string, unknown>): { kind?: DeletedKind | undefined } {
  return { kind: restorableKinds.find((each) => each === kind) };
}
