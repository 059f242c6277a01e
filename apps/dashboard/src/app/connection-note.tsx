import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isTransient } from '../api/problem';
import { systemQuery } from '../api/system';
import { useLiveStatus } from '../live/live-provider';
import { formatTime } from '../shared/format';
import { useErrorText } from '../shared/messages';

/** Says above every page since when the API does not answer, and reads everything anew when it does again. */
export function ConnectionNote() {
  const { t } = useTranslation();
  const text = useErrorText();
  const queries = useQueryClient();
  const { error, isError, dataUpdatedAt } = useQuery(systemQuery);
  const lost = isError && isTransient(error);
  const wasLost = useRef(false);
  useEffect(() => {
    if (wasLost.current && !lost) void queries.invalidateQueries();
    wasLost.current = lost;
  }, [lost, queries]);
  const status = useLiveStatus();
  // The board of the calls says so itself, with what it means for the calls.
  const saysSo = useLocation().pathname === '/calls' && status === 'disconnected';
  if (!lost || saysSo) return null;
  const since = dataUpdatedAt === 0 ? null : formatTime(new Date(dataUpdatedAt).toISOString());
  return (
    <Alert
      color="orange"
      icon={<IconPlugConnectedX size={18} />}
      title={since === null ? t('errors.startTitle') : t('errors.staleTitle', { time: since })}
      role="alert"
      data-testid="connection-lost"
      mb="lg"
      maw={1280}
      mx="auto"
    >
      {text(error)} {t('errors.staleNote')}
    </Alert>
  );
}
