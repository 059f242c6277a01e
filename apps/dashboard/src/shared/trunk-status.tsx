import type { TrunkState } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { StatusBadge, type Tone } from './status-badge';

/** The tone of each state of a trunk. */
export const trunkTones: Record<TrunkState['status'], Tone> = {
  registered: 'good',
  reachable: 'good',
  registering: 'busy',
  rejected: 'bad',
  unreachable: 'bad',
  disabled: 'quiet',
  unknown: 'quiet',
};

/** State of a trunk in a word. */
export function TrunkStatus({ status }: { status: TrunkState['status'] }) {
  const { t } = useTranslation();
  const help = t(`trunks.statusHelp.${status}`);
  return <StatusBadge tone={trunkTones[status]} label={t(`trunks.status.${status}`)} help={help} />;
}
