import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DestinationFields } from '../../shared/destination/destination-fields';
import { FallbackFields } from '../../shared/destination/fallback-fields';
import type { NumberValues } from './number-form';

/** The fields of a number. */
export function NumberFields({ form }: { form: UseFormReturnType<NumberValues> }) {
  const { t } = useTranslation();
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
      <DestinationFields
        label={t('numbers.destination')}
        description={t('numbers.destinationHelp')}
        nowhere={t('numbers.noDestination')}
        field="destination"
        values={form.values.destination}
        inputProps={(path) => form.getInputProps(path)}
      />
      <FallbackFields values={form.values} inputProps={(path) => form.getInputProps(path)} />
      <Switch
        label={t('numbers.enabled')}
        description={t('numbers.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
