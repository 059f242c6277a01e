import { Text } from '@mantine/core';
import type { Call } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { useCauseText } from '../../shared/cause-text';
import { formatDuration } from '../../shared/format';
import { NameCell } from '../../shared/name-cell';
import { StatusBadge, type Tone } from '../../shared/status-badge';
import { useNow } from '../../shared/use-now';

const tones: Record<Call['state'], Tone> = { ringing: 'busy', up: 'good', held: 'warn', ended: 'quiet' };

/** What a call is doing; once it ended, why. */
export function CallStateBadge({ call }: { call: Call }) {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const badge = <StatusBadge tone={tones[call.state]} label={t(`calls.state.${call.state}`)} />;
  if (call.state !== 'ended') return badge;
  return <NameCell note={causeText(call.hangupCause, call.sipCode)}>{badge}</NameCell>;
}

/** Time since the call was answered, or since it rings. It stands still when the board is not live. */
export function LiveDuration({ call, live }: { call: Call; live: boolean }) {
  const since = Date.parse(call.answeredAt ?? call.startedAt);
  if (call.endedAt !== null) return formatDuration((Date.parse(call.endedAt) - since) / 1000);
  if (!live) return <Text c="dimmed">–</Text>;
  return <Ticking since={since} muted={call.answeredAt === null} />;
}

function Ticking({ since, muted }: { since: number; muted: boolean }) {
  const now = useNow();
  return (
    <span style={muted ? { color: 'var(--mantine-color-dimmed)' } : undefined}>
      {formatDuration((now - since) / 1000)}
    </span>
  );
}
