import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { useErrorText } from './messages';

/** An error in words, with the way to try again and the request's id for whoever looks it up in the log. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  const requestId = error instanceof ApiError && error.status >= 500 ? error.requestId : null;
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('errors.title')} role="alert">
      {text(error)}
      {requestId !== null && (
        <Text size="xs" c="dimmed" mt={4} ff="monospace">
          {t('errors.requestId', { id: requestId })}
        </Text>
      )}
      {onRetry && (
        <Button display="block" mt="sm" size="compact-sm" variant="light" color="red" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </Alert>
  );
}
