import type { Drift } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { DriftBadge } from './drift';
import { StatusBadge } from './status-badge';

/** Whether a resource is switched on. */
export function EnabledBadge({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation();
  return <StatusBadge tone={enabled ? 'good' : 'quiet'} label={t(enabled ? 'common.enabled' : 'common.disabled')} />;
}

/** The same in a list, with a word when Asterisk refused the newest version. */
export function EnabledCell({ resource }: { resource: { enabled: boolean; drift: Drift | null } }) {
  return (
    <>
      <EnabledBadge enabled={resource.enabled} />
      <DriftBadge drift={resource.drift} />
    </>
  );
}
