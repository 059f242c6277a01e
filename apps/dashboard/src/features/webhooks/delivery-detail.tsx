import { Button, Code, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WebhookAttempt, WebhookDeliveryWithBody } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { deliveryQuery, redeliver } from '../../api/webhooks';
import { ApiText } from '../../shared/api-text';
import { ErrorNote } from '../../shared/error-note';
import { Facts } from '../../shared/facts';
import { formatAbsolute } from '../../shared/format';
import { RelativeTime } from '../../shared/relative-time';
import { DeliveryStatus } from './delivery-status';

/** What became of one delivery: its attempts, what was sent, and the way to send it again. */
export function DeliveryDetail({ delivery }: { delivery: WebhookDeliveryWithBody }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { webhookId, id, eventId, attempts, createdAt, nextAttemptAt, status, eventType, body } = delivery;
  const again = useMutation({
    mutationFn: () => redeliver(delivery),
    onSuccess: () => queries.invalidateQueries({ queryKey: deliveryQuery(webhookId, id).queryKey }),
  });
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          [t('webhooks.result'), <DeliveryStatus key="status" status={status} />],
          [t('auditLog.time'), formatAbsolute(createdAt)],
          ['webhook-id', eventId],
        ]}
      />
      {attempts.length === 0 && status === 'pending' && (
        <Text size="sm" c="dimmed">
          {t('webhooks.noAttempt')}
        </Text>
      )}
      {attempts.map((attempt) => (
        <Attempt key={attempt.at} attempt={attempt} />
      ))}
      {nextAttemptAt !== null && (
        <Text size="sm">
          {t('webhooks.nextAttempt')} <RelativeTime at={nextAttemptAt} />
        </Text>
      )}
      <Code block>{readable(body)}</Code>
      {eventType !== 'webhook.test' && (
        <Button
          variant="default"
          size="compact-md"
          w="fit-content"
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          {t(status === 'pending' ? 'webhooks.sendNow' : 'webhooks.sendAgain')}
        </Button>
      )}
      {again.isError && <ErrorNote error={again.error} />}
    </Stack>
  );
}

function Attempt({ attempt: { at, durationMs, status, error, answer } }: { attempt: WebhookAttempt }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {formatAbsolute(at)} · {t('webhooks.took', { ms: durationMs })}
      </Text>
      <Text size="sm" c={error === null ? undefined : 'var(--trunkline-bad)'}>
        {error === null ? t('webhooks.accepted', { status }) : <ApiText>{error}</ApiText>}
      </Text>
      {answer !== null && <Code>{answer}</Code>}
    </div>
  );
}

function readable(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
