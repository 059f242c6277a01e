import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { CodecField } from '../../shared/codec-field';
import { GroupsField } from '../../shared/groups-field';
import { listError } from '../../shared/list-error';
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
      <TextInput
        label={t('extensions.callerId')}
        description={t('extensions.callerIdHelp')}
        inputMode="tel"
        {...form.getInputProps('callerId')}
      />
      <GroupsField
        label={t('extensions.groups')}
        description={t('extensions.groupsHelp')}
        {...form.getInputProps('groups')}
        error={listError(form.errors, 'groups')}
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
