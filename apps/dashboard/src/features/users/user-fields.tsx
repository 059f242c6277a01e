import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { roles, type UserCreate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { PasswordField } from '../../shared/password-field';

/** The fields of a user; an empty password of one who exists leaves it as it is. */
export function UserFields({ form, isNew }: { form: UseFormReturnType<UserCreate>; isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('users.username')}
        description={t('users.usernameHelp')}
        required
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('username')}
      />
      <Select
        label={t('users.role')}
        description={t(`users.roleHelp.${form.values.role}`)}
        required
        allowDeselect={false}
        data={roles.map((value) => ({ value, label: t(`users.roles.${value}`) }))}
        {...form.getInputProps('role')}
      />
      <PasswordField
        label={t(isNew ? 'users.password' : 'users.newPassword')}
        description={t(isNew ? 'users.passwordHelp' : 'users.newPasswordHelp')}
        required={isNew}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <Switch
        label={t('users.enabled')}
        description={t('users.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
