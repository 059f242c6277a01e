import { Button } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Call } from '@trunkline/contracts';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { DirectionMark } from '../../shared/direction-mark';
import { useCan } from '../../shared/principal';
import { type Column, RowTable } from '../../shared/row-table';
import { useDeferred } from '../../shared/use-deferred';
import { CallStateBadge, LiveDuration } from './call-state';
import { PartyText, usePartyName } from './party';

const loadHangUpDialog = async () => (await import('./hang-up-dialog')).HangUpDialog;

/** A row for each call. Without a live stream nothing ticks and nothing can be hung up. */
export const CallTable = memo(function CallTable({ calls, live }: { calls: Call[]; live: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Call>();
  const { Part: HangUpDialog, want } = useDeferred(loadHangUpDialog);
  const ask = useCallback((call: Call) => void want().then((there) => there && setAsking(call)), [want]);
  const columns = useColumns(live, ask);
  return (
    <>
      <RowTable label={t('calls.title')} columns={columns} rows={calls} rowKey={idOf} rowState={stateOf} />
      {asking && HangUpDialog && <HangUpDialog call={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
});

const idOf = ({ id }: Call) => id;
const stateOf = ({ state }: Call) => state;

function useColumns(live: boolean, onHangUp: (call: Call) => void): Column<Call>[] {
  const { t } = useTranslation();
  const mayEnd = useCan('calls:control');
  const mayReadConfig = useCan('config:read');
  const trunks = useQuery({ ...trunksQuery, enabled: mayReadConfig }).data;
  // The same columns until something of them changes: then a call that did not change is not drawn again.
  return useMemo(
    () => [
      {
        key: 'direction',
        header: t('calls.columnDirection'),
        cell: ({ direction }) => <DirectionMark direction={direction} />,
      },
      { key: 'from', header: t('calls.columnFrom'), kind: 'main', cell: ({ from }) => <PartyText party={from} /> },
      { key: 'to', header: t('calls.columnTo'), cell: ({ to }) => <PartyText party={to} /> },
      {
        key: 'trunk',
        header: t('calls.columnTrunk'),
        cell: ({ trunkId }) => trunks?.find(({ id }) => id === trunkId)?.name,
      },
      { key: 'state', header: t('calls.columnState'), cell: (call) => <CallStateBadge call={call} /> },
      {
        key: 'duration',
        header: t('calls.columnDuration'),
        kind: 'number',
        cell: (call) => <LiveDuration call={call} live={live} />,
      },
      {
        key: 'actions',
        header: t('common.actions'),
        kind: 'actions',
        cell: (call) =>
          mayEnd && call.state !== 'ended' ? (
            <HangUpButton call={call} disabled={!live} onClick={() => onHangUp(call)} />
          ) : null,
      },
    ],
    [t, live, mayEnd, trunks, onHangUp],
  );
}

function HangUpButton({ call, disabled, onClick }: { call: Call; disabled: boolean; onClick: () => void }) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  return (
    <Button
      size="compact-md"
      fz="sm"
      variant="default"
      disabled={disabled}
      leftSection={<IconPhoneOff size={16} color={disabled ? 'currentColor' : 'var(--trunkline-bad)'} />}
      aria-label={t('calls.hangUpFor', { from: nameOf(call.from), to: nameOf(call.to) })}
      onClick={onClick}
    >
      {t('calls.hangUp')}
    </Button>
  );
}
