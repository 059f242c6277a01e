import type { Overview } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { notLiveSince } from '../../live/live-board';
import { useLiveBoard } from '../../live/live-provider';
import { formatNumber, formatPercent, formatTime } from '../../shared/format';
import { useCan } from '../../shared/principal';
import { Tile } from './tile';
import classes from './tile.module.css';

type Part<Name extends keyof Overview> = { [Key in Name]: NonNullable<Overview[Key]> };

/** The figures at the top, as far as the account may see what they are made of. */
export function Tiles({ overview: { trunks, extensions, liveCalls, calls } }: { overview: Overview }) {
  return (
    <div className={classes.tiles}>
      {liveCalls && <LiveCallsTile />}
      {calls && <CallsTile calls={calls} />}
      {calls && <RatioTile calls={calls} />}
      {trunks && <TrunksTile trunks={trunks} />}
      {extensions && <ExtensionsTile extensions={extensions} />}
    </div>
  );
}

/** Counted on the live board, which knows of a call at once. When it is not live nothing is claimed. */
function LiveCallsTile() {
  const { t } = useTranslation();
  const { board, status } = useLiveBoard();
  const label = t('overview.liveCalls');
  if (status !== 'live') {
    const since = notLiveSince(board);
    const note = since === null ? t('overview.connecting') : t('overview.notLive', { time: formatTime(since) });
    return <Tile label={label} to="/calls" value="–" notes={[note]} tone={since === null ? undefined : 'warn'} />;
  }
  const calls = [...board.calls.values()].filter(({ state }) => state !== 'ended');
  const going = (wanted: string) => formatNumber(calls.filter(({ direction }) => direction === wanted).length);
  const ringing = calls.filter(({ state }) => state === 'ringing').length;
  return (
    <Tile
      label={label}
      to="/calls"
      value={formatNumber(calls.length)}
      notes={[
        t('overview.liveStates', { ringing: formatNumber(ringing), up: formatNumber(calls.length - ringing) }),
        t('overview.liveDirections', {
          inbound: going('inbound'),
          outbound: going('outbound'),
          internal: going('internal'),
        }),
      ]}
    />
  );
}

function CallsTile({ calls: { day, dayBefore } }: Part<'calls'>) {
  const { t } = useTranslation();
  return (
    <Tile
      label={t('overview.calls')}
      to="/history"
      value={formatNumber(day.total)}
      notes={[
        t('overview.failedCalls', { count: day.failed }),
        t('overview.callsBefore', { total: formatNumber(dayBefore.total) }),
      ]}
    />
  );
}

function RatioTile({ calls: { day, dayBefore } }: Part<'calls'>) {
  const { t } = useTranslation();
  const { answerRatio: ratio, averageAnswerSeconds: seconds } = day;
  const before = dayBefore.answerRatio;
  return (
    <Tile
      label={t('overview.ratio')}
      value={ratio === null ? '–' : formatPercent(ratio)}
      notes={[
        ratio === null && t('overview.noRatio'),
        seconds !== null && t('overview.answerTime', { seconds }),
        before !== null && t('overview.ratioBefore', { ratio: formatPercent(before) }),
      ]}
    />
  );
}

function TrunksTile({ trunks: { total, byStatus } }: Part<'trunks'>) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  const label = t('overview.trunks');
  if (total === 0) {
    const note = mayWrite && t('overview.connectTrunk');
    return (
      <Tile label={label} to={mayWrite ? '/trunks/new' : '/trunks'} value="0" notes={[t('overview.noTrunk'), note]} />
    );
  }
  const enabled = total - byStatus.disabled;
  const good = byStatus.registered + byStatus.reachable;
  return (
    <Tile
      label={label}
      to="/trunks"
      value={t('overview.of', { part: formatNumber(good), all: formatNumber(enabled) })}
      tone={good < enabled ? 'bad' : undefined}
      notes={[t(enabled === 0 ? 'overview.noneEnabled' : 'overview.trunksInOrder')]}
    />
  );
}

function ExtensionsTile({ extensions: { total, reachable, unreachable } }: Part<'extensions'>) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  const label = t('overview.extensions');
  if (total === 0) {
    const note = mayWrite && t('overview.addExtension');
    const to = mayWrite ? '/extensions/new' : '/extensions';
    return <Tile label={label} to={to} value="0" notes={[t('overview.noExtension'), note]} />;
  }
  const enabled = reachable + unreachable;
  return (
    <Tile
      label={label}
      to="/extensions"
      value={t('overview.of', { part: formatNumber(reachable), all: formatNumber(enabled) })}
      notes={[t(enabled === 0 ? 'overview.noneEnabled' : 'overview.extensionsReachable')]}
    />
  );
}
