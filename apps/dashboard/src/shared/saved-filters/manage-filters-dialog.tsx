import { ActionIcon, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { SavedFilter } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { changeSavedFilter } from '../../api/saved-filters';
import { contractErrors } from '../contract-validation';
import { useErrorText } from '../messages';
import { useDeleteFilter, useFiltersChanged } from './use-filter-changes';

/** Where saved filters get another name, become the default of their list, and are deleted. */
export default function ManageFiltersDialog({ filters, onClose }: { filters: SavedFilter[]; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('savedFilters.manageTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="xs">
        {filters.length === 0 && <Text c="dimmed">{t('savedFilters.none')}</Text>}
        {filters.map((filter) => (
          <FilterRow key={filter.id} filter={filter} />
        ))}
        <Text size="xs" c="dimmed">
          {t('savedFilters.defaultHelp')}
        </Text>
      </Stack>
    </Modal>
  );
}

function FilterRow({ filter }: { filter: SavedFilter }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const changed = useFiltersChanged();
  const [name, setName] = useState(filter.name);
  const change = useMutation({
    mutationFn: (body: { name?: string; isDefault?: boolean }) => changeSavedFilter(filter.id, body),
    onSuccess: changed,
  });
  const remove = useDeleteFilter(filter);
  const [problem, setProblem] = useState<string>();
  const refused = change.error ?? remove.error;
  const rename = async () => {
    const { '': found } = await contractErrors('labelSchema', name.trim());
    setProblem(found);
    if (found === undefined && name.trim() !== filter.name) change.mutate({ name: name.trim() });
  };
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <TextInput
        flex={1}
        aria-label={t('savedFilters.nameOf', { name: filter.name })}
        value={name}
        error={problem ?? (refused && (fieldErrors(refused).name ?? errorText(refused)))}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onBlur={() => void rename()}
        onKeyDown={({ key }) => key === 'Enter' && void rename()}
      />
      <ActionIcon
        size={36}
        variant="default"
        aria-pressed={filter.isDefault}
        aria-label={t('savedFilters.defaultOf', { name: filter.name })}
        loading={change.isPending}
        onClick={() => change.mutate({ isDefault: !filter.isDefault })}
      >
        {filter.isDefault ? <IconStarFilled size={16} /> : <IconStar size={16} />}
      </ActionIcon>
      <ActionIcon
        size={36}
        variant="default"
        aria-label={t('savedFilters.deleteOf', { name: filter.name })}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <IconTrash size={16} color="var(--trunkline-bad)" />
      </ActionIcon>
    </Group>
  );
}
