import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { WebhookStatus } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { RelativeTime } from '../../shared/relative-time';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<WebhookStatus['state'], Tone> = { new: 'quiet', ok: 'good', failing: 'bad', disabled: 'quiet' };

/** How a webhook fares, in a word. */
export function WebhookState({ status: { state, disabledReason } }: { status: WebhookStatus }) {
  const { t } = useTranslation();
  const tone = disabledReason === null ? tones[state] : 'bad';
  return <StatusBadge tone={tone} label={t(`webhooks.state.${state}`)} />;
}

/** Why a webhook gets nothing, and what to do. Nothing while all is well. */
export function WebhookTrouble({ status }: { status: WebhookStatus }) {
  const { t } = useTranslation();
  const { disabledReason, failingSince, lastError } = status;
  if (disabledReason === null && failingSince === null) return null;
  const title = disabledReason === null ? t('webhooks.failingTitle') : t(`webhooks.disabledBy.${disabledReason}`);
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={title}>
      {lastError !== null && (
        <Text size="sm">
          <ApiText>{lastError}</ApiText>
        </Text>
      )}
      {failingSince !== null && (
        <Text size="sm">
          {t('webhooks.failingSince')} <RelativeTime at={failingSince} />
        </Text>
      )}
      <Text size="sm">{t(disabledReason === null ? 'webhooks.failingNote' : 'webhooks.disabledNote')}</Text>
    </Alert>
  );
}
