import type { CallRecord, Disposition } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { useCauseText } from '../../shared/cause-text';
import { NameCell } from '../../shared/name-cell';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<Disposition, Tone> = {
  answered: 'good',
  busy: 'warn',
  no_answer: 'warn',
  cancelled: 'quiet',
  failed: 'bad',
  rejected: 'bad',
};

/** How a call ended; where it failed, why in words. */
export function DispositionBadge({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const { disposition, hangupCause, sipCode } = record;
  const tone = tones[disposition];
  const why = tone === 'bad' ? causeText(hangupCause, sipCode) : null;
  return (
    <NameCell note={why}>
      <StatusBadge tone={tone} label={t(`callRecords.disposition.${disposition}`)} />
    </NameCell>
  );
}
