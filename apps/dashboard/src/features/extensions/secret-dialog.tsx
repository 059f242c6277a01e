import { Button, Group, Stack, Text } from '@mantine/core';
import type { ExtensionWithSecret } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../shared/copy-field';
import { Facts } from '../../shared/facts';
import { Modal } from '../../shared/modal';
import { SecretOnce, type ShownOnce } from '../../shared/secret-once';

interface Props {
  extension: ShownOnce<ExtensionWithSecret, 'secret'>;
  renewed: boolean;
  onClose: () => void;
}

/** Shows the secret of an extension, once, with all that a phone must be told. Only its button closes it. */
export function SecretDialog({ extension, renewed, onClose }: Props) {
  const { t } = useTranslation();
  const { number } = extension;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(renewed ? 'extensionPanel.newSecretReady' : 'extensionPanel.settingsFor', { number })}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="sm">
        <Text size="sm">{t('extensionPanel.settingsIntro')}</Text>
        <CopyField label={t('extensionPanel.sipUsername')} value={extension.sipUsername} testId="sip-username" />
        <PhoneServer />
        <SecretOnce
          label={t('extensionPanel.secret')}
          value={extension.secret}
          testId="sip-secret"
          once={t('extensionPanel.secretOnce')}
          lost={t('extensionPanel.secretLost')}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What a phone needs besides its account. */
function PhoneServer() {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [t('extensionPanel.server'), t('extensionPanel.serverValue')],
        [t('extensionPanel.transport'), t('extensionPanel.transportValue')],
      ]}
    />
  );
}
