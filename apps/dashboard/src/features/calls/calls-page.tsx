import { Group, Text } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { callsInOrder } from '../../live/live-board';
import { useLiveBoard } from '../../live/live-provider';
import { ButtonLink } from '../../shared/create-button';
import { EmptyState } from '../../shared/empty-state';
import { ListPending } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { useCan } from '../../shared/principal';
import { StatusBadge } from '../../shared/status-badge';
import { Surface } from '../../shared/surface';
import { CallTable } from './call-table';
import { NotLiveNote } from './not-live-note';

/** The calls that are going on. */
export function CallsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('calls.title')} intro={t('calls.intro')} aside={<LiveSign />}>
      <Board />
    </Page>
  );
}

function Board() {
  const { board, status } = useLiveBoard();
  // What is clicked or typed meanwhile comes first, and no frame has all of the work.
  const shown = useDeferredValue(board.calls);
  const calls = useMemo(() => callsInOrder(shown), [shown]);
  return (
    <>
      <NotLiveNote board={board} status={status} />
      {board.seq === null && status === 'connecting' && <ListPending />}
      {board.seq !== null && (
        <Surface style={{ overflow: 'clip' }}>
          {calls.length > 0 ? (
            <CallTable calls={calls} live={status === 'live'} />
          ) : (
            <NoCalls live={status === 'live'} />
          )}
        </Surface>
      )}
    </>
  );
}

function LiveSign() {
  const { t } = useTranslation();
  const { board, status } = useLiveBoard();
  const calls = [...board.calls.values()];
  const ringing = calls.filter(({ state }) => state === 'ringing').length;
  const up = calls.filter(({ state }) => state === 'up' || state === 'held').length;
  return (
    <Group gap="sm" data-testid="live-status" data-status={status}>
      {status === 'live' && (
        <Text size="sm" c="dimmed" className="tabular">
          {t('calls.counts', { ringing, up })}
        </Text>
      )}
      {status === 'live' && <StatusBadge tone="good" label={t('calls.live')} />}
      {status === 'connecting' && <StatusBadge tone="busy" label={t('calls.connecting')} />}
      {(status === 'stale' || status === 'disconnected') && <StatusBadge tone="bad" label={t('calls.notLive')} />}
    </Group>
  );
}

/** Only a live board may say that there is no call. */
function NoCalls({ live }: { live: boolean }) {
  const { t } = useTranslation();
  const seesHistory = useCan('records:read');
  const toHistory = (
    <ButtonLink component="a" to="/history" variant="default">
      {t('calls.emptyHistory')}
    </ButtonLink>
  );
  return (
    <EmptyState
      icon={IconPhoneCall}
      title={t(live ? 'calls.emptyTitle' : 'calls.emptyNotLiveTitle')}
      action={seesHistory ? toHistory : null}
    >
      {t(live ? 'calls.empty' : 'calls.emptyNotLive')}
    </EmptyState>
  );
}
