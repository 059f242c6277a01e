import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Modal } from '../../shared/modal';
import { SecretOnce } from '../../shared/secret-once';

/** Shows the secret of a webhook, once. Only its button closes it. */
export function WebhookSecretDialog({ secret, onClose }: { secret: string | undefined; onClose: () => void }) {
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
        <SecretOnce
          label={t('webhooks.secret')}
          value={secret}
          testId="webhook-secret"
          once={t('webhooks.secretOnce')}
          lost={t('webhooks.secretLost')}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
