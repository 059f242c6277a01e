import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../../shared/password-field';
import { RowsField } from '../../shared/rows-field';
import { nextCredential, type TrunkValues } from './trunk-form';

/** What callers over the trunk must prove, a row for each user name. */
export function InboundCredentialFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  return (
    <RowsField
      legend={t('trunkOptions.inboundCredentials')}
      help={t('trunkOptions.inboundCredentialsHelp')}
      rows={form.values.inboundCredentials}
      row={({ isStored }, index) => (
        <>
          <TextInput
            label={t('trunks.username')}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps(`inboundCredentials.${index}.username`)}
          />
          <PasswordField
            label={t('trunks.password')}
            required={!isStored}
            autoComplete="new-password"
            {...(isStored ? { placeholder: t('trunkOptions.kept') } : {})}
            {...form.getInputProps(`inboundCredentials.${index}.password`)}
          />
        </>
      )}
      addLabel={t('trunkOptions.addCredential')}
      removeLabel={({ username }) => t('trunkOptions.removeCredential', { username })}
      onAdd={() => form.insertListItem('inboundCredentials', nextCredential())}
      onRemove={(index) => form.removeListItem('inboundCredentials', index)}
    />
  );
}
