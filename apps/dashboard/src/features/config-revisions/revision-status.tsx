import type { ConfigRevision } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<ConfigRevision['status'], Tone> = {
  pending: 'busy',
  applied: 'good',
  failed: 'bad',
  superseded: 'quiet',
};

/** What became of a revision. */
export function RevisionStatus({ status }: Pick<ConfigRevision, 'status'>) {
  const { t } = useTranslation();
  return (
    <StatusBadge
      tone={tones[status]}
      label={t(`configRevisions.status.${status}`)}
      help={t(`configRevisions.statusHelp.${status}`)}
    />
  );
}
