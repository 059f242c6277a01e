import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WebhookDelivery } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { readDeliveriesAnew, testWebhook } from '../../api/webhooks';
import { ApiText } from '../../shared/api-text';
import { ErrorNote } from '../../shared/error-note';

/** Sends a test and says what came of it. */
export function WebhookTest({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => testWebhook(webhookId),
    onSuccess: () => readDeliveriesAnew(queries, webhookId),
  });
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        leftSection={<IconSend size={16} />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('webhooks.test')}
      </Button>
      {test.isError && <ErrorNote error={test.error} />}
      {test.data && <TestResult delivery={test.data} />}
    </Stack>
  );
}

function TestResult({ delivery: { status, attempts } }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation();
  const [attempt] = attempts;
  const worked = status === 'delivered';
  return (
    <Alert
      w="100%"
      color={worked ? 'teal' : 'red'}
      role="status"
      title={t(worked ? 'webhooks.testWorked' : 'webhooks.testFailed')}
    >
      <Text size="sm">
        {attempt?.error ? (
          <ApiText>{attempt.error}</ApiText>
        ) : (
          t('webhooks.testAnswered', { status: attempt?.status, ms: attempt?.durationMs })
        )}
      </Text>
    </Alert>
  );
}
