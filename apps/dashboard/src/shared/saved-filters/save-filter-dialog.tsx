import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FilteredList, FilterValues } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { createSavedFilter, savedFiltersQuery } from '../../api/saved-filters';
import { contractErrors } from '../contract-validation';
import { ErrorNote } from '../error-note';

interface Props {
  list: FilteredList;
  filter: FilterValues;
  onClose: () => void;
}

/** Asks for the name that a filter is saved by. */
export default function SaveFilterDialog({ list, filter, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { name: '', isDefault: false },
    validate: ({ name, isDefault }) =>
      contractErrors('savedFilterCreateSchema', { list, filter, isDefault, name: name.trim() }),
  });
  const save = useMutation({
    mutationFn: ({ name, isDefault }: typeof form.values) =>
      createSavedFilter({ list, filter, isDefault, name: name.trim() }),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: savedFiltersQuery.queryKey });
      notifications.show({ color: 'teal', message: t('savedFilters.saved', { name }) });
      onClose();
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  const isFieldError = Object.keys(fieldErrors(save.error)).length > 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('savedFilters.saveTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          {save.isError && !isFieldError && <ErrorNote error={save.error} />}
          <TextInput label={t('savedFilters.name')} required data-autofocus {...form.getInputProps('name')} />
          <Checkbox label={t('savedFilters.makeDefault')} {...form.getInputProps('isDefault', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
