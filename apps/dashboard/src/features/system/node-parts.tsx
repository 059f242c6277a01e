import type { NodeHealth, SystemHealth } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatSize } from '../../shared/format';
import { RelativeTime } from '../../shared/relative-time';
import { Part, worstOf } from './part';

interface Props {
  node: NodeHealth;
  health: SystemHealth;
}

/** The agent of a node and the configuration it runs. */
export function NodePart({ node: { id, figures, lastSeenAt, owner, agentUp }, health }: Props) {
  const { t } = useTranslation();
  const { wantedRevision, runningRevision, waiting, refused } = health.configuration;
  return (
    <Part
      title={t('systemHealth.part.node', { id })}
      state={worstOf(health, ['agent', 'owner', 'configuration'], id)}
      facts={[
        [t('systemHealth.agent'), agentUp ? t('systemHealth.reports') : t('systemHealth.silent')],
        [t('systemHealth.lastSeen'), <RelativeTime key="seen" at={lastSeenAt} />],
        [t('systemHealth.version'), figures?.version],
        [t('systemHealth.running'), figures && agentUp && <RelativeTime at={figures.startedAt} />],
        [t('systemHealth.owner'), owner?.holder],
        [
          t('systemHealth.revision'),
          t('systemHealth.runsAndWants', {
            running: runningRevision === null ? '–' : formatNumber(runningRevision),
            wanted: formatNumber(wantedRevision),
          }),
        ],
        [t('systemHealth.waitingChanges'), formatNumber(waiting)],
        [t('systemHealth.refused'), formatNumber(refused)],
      ]}
    />
  );
}

/** What Asterisk says of itself, and how it answers. */
export function AsteriskPart({ node: { id, figures, asteriskVersion, agentUp, restart }, health }: Props) {
  const { t } = useTranslation();
  const known = agentUp ? figures : null;
  const answer = (ms: number | null) => (ms === null ? t('systemHealth.noAnswer') : t('systemHealth.answers', { ms }));
  return (
    <Part
      title={t('systemHealth.part.asterisk')}
      state={worstOf(health, ['asterisk', 'restart', 'relay'], id)}
      facts={[
        [t('systemHealth.version'), asteriskVersion?.replace(/^Asterisk /, '')],
        [t('systemHealth.running'), known?.asteriskStartedAt && <RelativeTime at={known.asteriskStartedAt} />],
        ['ARI', known && answer(known.ariMs)],
        [t('systemHealth.control'), known && answer(known.controlMs)],
        [t('systemHealth.calls'), health.calls !== null && agentUp && formatNumber(health.calls)],
        [t('systemHealth.channels'), known?.channels != null && formatNumber(known.channels)],
        [t('systemHealth.queues'), known?.queues && formatNumber(known.queues.waiting)],
        [t('systemHealth.longestQueue'), known?.queues?.longest],
        [t('systemHealth.relay'), known && t(known.relay ? 'systemHealth.answersNow' : 'systemHealth.noAnswer')],
        [t('systemHealth.restart'), restart && t(`systemHealth.restartStatus.${restart.status}`)],
      ]}
    />
  );
}

/** What waits on the disks of a node, and how much room they have. */
export function StoragePart({ node: { id, figures, spool, agentUp }, health }: Props) {
  const { t } = useTranslation();
  const known = agentUp ? figures : null;
  const { records } = health;
  return (
    <Part
      title={t('systemHealth.part.storage')}
      state={worstOf(health, ['records', 'disk'], id)}
      facts={[
        [t('systemHealth.spool'), agentUp && spool && formatSize(spool.lagBytes)],
        [t('systemHealth.spoolRead'), agentUp && spool?.readAt && <RelativeTime at={spool.readAt} />],
        [t('systemHealth.heldEvents'), known && formatSize(known.heldEvents?.bytes ?? 0)],
        [t('systemHealth.heldSince'), known?.heldEvents && <RelativeTime at={known.heldEvents.since} />],
        [t('systemHealth.recordsWaiting'), records && formatNumber(records.waiting)],
        [t('systemHealth.oldest'), records?.waitingSince && <RelativeTime at={records.waitingSince} />],
        [t('systemHealth.gaps'), records && formatNumber(records.openGaps)],
        ...(known?.disks ?? []).map(({ holds, freeBytes, totalBytes }): [string, string] => [
          t('systemHealth.disk', { holds: holds.map((each) => t(`systemHealth.holds.${each}`)).join(', ') }),
          t('systemHealth.freeOf', { free: formatSize(freeBytes), total: formatSize(totalBytes) }),
        ]),
      ]}
    />
  );
}
