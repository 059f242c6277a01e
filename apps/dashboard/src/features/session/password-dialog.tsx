import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { PasswordChange } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { changePassword } from '../../api/session';
import { contractErrors } from '../../shared/contract-validation';
import { PanelForm } from '../../shared/panel-form';
import { PasswordField } from '../../shared/password-field';

/** Changes one's own password. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm<PasswordChange>({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: (values) => contractErrors('passwordChangeSchema', values),
  });
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      notifications.show({ color: 'teal', message: t('session.passwordChanged') });
      onClose();
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('session.changePassword')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <PanelForm
        onSubmit={form.onSubmit((values) => change.mutate(values))}
        submitLabel={t('common.save')}
        busy={change.isPending}
        error={change.error}
        onCancel={onClose}
      >
        <PasswordField
          label={t('session.currentPassword')}
          required
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField
          label={t('session.newPassword')}
          description={t('session.newPasswordHelp')}
          required
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
      </PanelForm>
    </Modal>
  );
}
