import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { useErrorText } from './messages';

/** Says why something cannot be restored, and what to do about it. */
export function RestoreFailed({ error, name }: { error: unknown; name: string }) {
  const { t } = useTranslation();
  const text = useErrorText();
  const inTheWay = error instanceof ApiError && error.code === 'conflict';
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={t('deleted.failedTitle', { name })}
      w="100%"
    >
      <Text size="sm">{text(error)}</Text>
      {inTheWay && (
        <Text size="sm" mt={4}>
          {t('deleted.conflictAdvice')}
        </Text>
      )}
    </Alert>
  );
}
