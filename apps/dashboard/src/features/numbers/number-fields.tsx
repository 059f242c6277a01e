import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { Select } from '../../shared/choice-inputs';
import type { NumberValues } from './number-form';

/** The fields of a number. */
export function NumberFields({ form }: { form: UseFormReturnType<NumberValues> }) {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data ?? [];
  return (
    <>
      <TextInput
        label={t('numbers.number')}
        description={t('numbers.numberHelp')}
        required
        inputMode="tel"
        data-autofocus
        {...form.getInputProps('number')}
      />
      <TextInput label={t('numbers.label')} description={t('numbers.labelHelp')} {...form.getInputProps('label')} />
      <Select
        label={t('numbers.destination')}
        description={t('numbers.destinationHelp')}
        placeholder={t('numbers.noDestination')}
        data={extensions.map(({ id, number, name }) => ({ value: id, label: `${number} · ${name}` }))}
        searchable
        clearable
        {...form.getInputProps('extensionId')}
      />
      <Switch
        label={t('numbers.enabled')}
        description={t('numbers.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
