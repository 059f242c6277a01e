import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type LiveBoard, type LiveStatus, notLiveSince } from '../../live/live-board';
import { ApiText } from '../../shared/api-text';
import { formatTime } from '../../shared/format';

/** Says since when and why the board is not live; nothing while it is. */
export function NotLiveNote({ board, status }: { board: LiveBoard; status: LiveStatus }) {
  const { t } = useTranslation();
  const since = notLiveSince(board);
  if (status === 'live' || since === null) return null;
  const why = board.open ? board.stale?.reason : undefined;
  return (
    <Alert
      color="orange"
      icon={<IconPlugConnectedX size={18} />}
      title={t('calls.notLiveTitle', { time: formatTime(since) })}
      role="alert"
      data-testid="not-live"
    >
      {why === undefined ? (
        t('calls.disconnected')
      ) : (
        <>
          <ApiText>{why}</ApiText> {t('calls.staleNote')}
        </>
      )}
    </Alert>
  );
}
