import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../shared/number-field';
import { PasswordField } from '../../shared/password-field';
import type { ExtensionValues } from './extension-form';

interface Props {
  form: UseFormReturnType<ExtensionValues>;
  /** Whether a PIN is stored already. */
  hasPin: boolean;
}

/** The mailbox of an extension. */
export function VoicemailFields({ form, hasPin }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Switch
        label={t('extensionPanel.voicemail.enabled')}
        description={t('extensionPanel.voicemail.enabledHelp')}
        {...form.getInputProps('voicemailEnabled', { type: 'checkbox' })}
      />
      {form.values.voicemailEnabled && (
        <>
          <PasswordField
            label={t('extensionPanel.voicemail.pin')}
            description={t(hasPin ? 'extensionPanel.voicemail.pinKept' : 'extensionPanel.voicemail.pinHelp')}
            required={!hasPin}
            inputMode="numeric"
            autoComplete="new-password"
            {...form.getInputProps('voicemailPin')}
          />
          <NumberField
            label={t('extensionPanel.voicemail.ringSeconds')}
            description={t('extensionPanel.voicemail.ringSecondsHelp')}
            required
            {...form.getInputProps('voicemailRingSeconds')}
          />
        </>
      )}
    </>
  );
}
