import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { CodecField } from '../../shared/codec-field';
import { GroupsField } from '../../shared/groups-field';
import { listError } from '../../shared/list-error';
import { NumberField } from '../../shared/number-field';
import type { ExtensionValues } from './extension-form';
import { VoicemailFields } from './voicemail-fields';

/** The fields of an extension. */
export function ExtensionFields({ form, hasPin }: { form: UseFormReturnType<ExtensionValues>; hasPin: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('extensionPanel.number')}
        description={t('extensionPanel.numberHelp')}
        required
        inputMode="numeric"
        data-autofocus
        {...form.getInputProps('number')}
      />
      <TextInput
        label={t('extensionPanel.name')}
        description={t('extensionPanel.nameHelp')}
        required
        {...form.getInputProps('name')}
      />
      <NumberField
        label={t('extensionPanel.maxContacts')}
        description={t('extensionPanel.maxContactsHelp')}
        required
        {...form.getInputProps('maxContacts')}
      />
      <TextInput
        label={t('extensionPanel.callerId')}
        description={t('extensionPanel.callerIdHelp')}
        inputMode="tel"
        {...form.getInputProps('callerId')}
      />
      <GroupsField
        label={t('extensionPanel.groups')}
        description={t('extensionPanel.groupsHelp')}
        {...form.getInputProps('groups')}
        error={listError(form.errors, 'groups')}
      />
      <CodecField {...form.getInputProps('codecs')} />
      <VoicemailFields form={form} hasPin={hasPin} />
      <Switch
        label={t('extensionPanel.enabled')}
        description={t('extensionPanel.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
