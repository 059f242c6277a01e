import { useTranslation } from 'react-i18next';
import { StatusBadge } from './status-badge';

/** Whether a resource is switched on. */
export function EnabledBadge({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation();
  return <StatusBadge tone={enabled ? 'good' : 'quiet'} label={t(enabled ? 'common.enabled' : 'common.disabled')} />;
}
