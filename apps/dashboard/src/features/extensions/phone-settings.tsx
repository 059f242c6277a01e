import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Extension } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../shared/copy-field';
import { ExtensionState } from './extension-state';

/** What a phone has to be told, without the secret, and the way to a new secret. */
export function PhoneSettings({ extension, onRenew }: { extension: Extension; onRenew: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600} size="sm">
            {t('extensionPanel.settings')}
          </Text>
          <ExtensionState extension={extension} />
        </Group>
        <CopyField label={t('extensionPanel.sipUsername')} value={extension.sipUsername} />
        {onRenew && (
          <Group>
            <Button size="compact-sm" variant="light" leftSection={<IconRefresh size={15} />} onClick={onRenew}>
              {t('extensionPanel.newSecret')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
