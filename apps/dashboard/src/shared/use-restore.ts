import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { DeletedResource } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import type { Saved } from '../api/config-change';
import { restoreResource, touchedBy } from '../api/deleted-resources';
import type { Report } from './outcome';

/** A deleted resource as far as it has to be known to be restored. */
export type Deleted = Pick<DeletedResource, 'kind' | 'id' | 'name'>;

/** A deletion that can be undone: of what, how, and which lists that makes old. */
export interface Undoable {
  id: string;
  name: string;
  undo: () => Promise<Saved<unknown>>;
  touches: QueryKey[];
}

export const undoableOf = ({ kind, id, name }: Deleted): Undoable => ({
  ...{ id, name, touches: touchedBy(kind) },
  undo: () => restoreResource(kind, id),
});

/**
 * Brings back what was deleted, reads again what that touches, and reports whether it is live. `onRestored` is called in
 * any case, also when what offered it is gone from the page by then.
 */
export function useUndo({ name, undo, touches }: Undoable, report: Report, onRestored = () => {}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: undo,
    onSuccess: async ({ outcome }) => {
      onRestored();
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
      report(name, outcome, t('deleted.restored', { name }));
    },
  });
}

/** `useUndo` of a deleted resource. */
export const useRestore = (deleted: Deleted, report: Report, onRestored?: () => void) =>
  useUndo(undoableOf(deleted), report, onRestored);
