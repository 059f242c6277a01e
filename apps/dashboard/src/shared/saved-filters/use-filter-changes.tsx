import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedFilter } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { createSavedFilter, deleteSavedFilter, savedFiltersQuery } from '../../api/saved-filters';
import { useErrorText } from '../messages';

const UNDO_FOR_MS = 10_000;

/** Reads the saved filters again. */
export function useFiltersChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: savedFiltersQuery.queryKey });
}

/** Deletes a saved filter; for some seconds that can be taken back. */
export function useDeleteFilter({ id, list, name, filter, isDefault }: SavedFilter) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const changed = useFiltersChanged();
  const undo = async (notice: string) => {
    notifications.hide(notice);
    try {
      await createSavedFilter({ list, name, filter, isDefault });
      await changed();
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    }
  };
  return useMutation({
    mutationFn: () => deleteSavedFilter(id),
    onSuccess: async () => {
      const notice = `deleted-filter-${id}`;
      const message = (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('common.deleted', { name })}</Text>
          <Button size="compact-sm" variant="light" onClick={() => void undo(notice)}>
            {t('savedFilters.undo')}
          </Button>
        </Group>
      );
      notifications.show({ id: notice, color: 'teal', message, autoClose: UNDO_FOR_MS });
      await changed();
    },
  });
}
