import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { CodecField } from '../../shared/codec-field';
import { NumberField } from '../../shared/number-field';
import type { ExtensionValues } from './extension-form';

/** The fields of an extension. */
export function ExtensionFields({ form }: { form: UseFormReturnType<ExtensionValues> }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('extensions.number')}
        description={t('extensions.numberHelp')}
        required
        inputMode="numeric"
        data-autofocus
        {...form.getInputProps('number')}
      />
      <TextInput
        label={t('extensions.name')}
        description={t('extensions.nameHelp')}
        required
        {...form.getInputProps('name')}
      />
      <NumberField
        label={t('extensions.maxContacts')}
        description={t('extensions.maxContactsHelp')}
        required
        {...form.getInputProps('maxContacts')}
      />
      <CodecField {...form.getInputProps('codecs')} />
      <Switch
        label={t('extensions.enabled')}
        description={t('extensions.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
