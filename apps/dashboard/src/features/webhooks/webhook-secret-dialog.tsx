import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../shared/copy-field';

/** Shows the secret of a webhook, once. Only its button closes it. */
export function WebhookSecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('webhooks.secretReady')}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="sm">
        <Text size="sm">{t('webhooks.secretIntro')}</Text>
        <CopyField label={t('webhooks.secret')} value={secret} testId="webhook-secret" />
        <Alert color="yellow" icon={<IconEyeOff size={18} />}>
          {t('webhooks.secretOnce')}
        </Alert>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
