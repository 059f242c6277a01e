import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DeletedResource } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { restoreResource, touchedBy } from '../api/deleted-resources';
import type { Report } from './outcome';

/** A deleted resource as far as it has to be known to be restored. */
export type Deleted = Pick<DeletedResource, 'kind' | 'id' | 'name'>;

/**
 * Brings back what was deleted, reads again what that touches, and reports whether it is live. `onRestored` is called in
 * any case, also when what offered it is gone from the page by then.
 */
export function useRestore({ kind, id, name }: Deleted, report: Report, onRestored = () => {}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => restoreResource(kind, id),
    onSuccess: async ({ outcome }) => {
      onRestored();
      await Promise.all(touchedBy(kind).map((queryKey) => queries.invalidateQueries({ queryKey })));
      report(name, outcome, t('deleted.restored', { name }));
    },
  });
}
