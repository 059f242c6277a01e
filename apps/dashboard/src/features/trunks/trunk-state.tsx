import { Alert, Stack, Text } from '@mantine/core';
import type { Trunk } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { DriftBadge } from '../../shared/drift';
import { NameCell } from '../../shared/name-cell';
import { RelativeTime } from '../../shared/relative-time';
import type { Tone } from '../../shared/status-badge';
import { TrunkStatus, trunkTones } from '../../shared/trunk-status';
import { useNow } from '../../shared/use-now';

/** State of a trunk: the badge, and why in words where there is something to explain. */
export function TrunkStateCell({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const { status, reason } = trunk.state;
  const help = t(`trunks.statusHelp.${status}`);
  const explain = reason === null ? trunkTones[status] === 'bad' && help : <ApiText>{reason}</ApiText>;
  return (
    <Stack gap={6}>
      <NameCell note={explain}>
        <TrunkStatus status={status} />
      </NameCell>
      <DriftBadge drift={trunk.drift} />
    </Stack>
  );
}

/** The same at the top of a trunk's panel, with the time since when it is so. */
export function TrunkStateNote({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const { status, reason, since, advice, nextRetryAt } = trunk.state;
  const colors: Record<Tone, string> = { good: 'teal', busy: 'blue', bad: 'red', warn: 'yellow', quiet: 'gray' };
  return (
    <Alert color={colors[trunkTones[status]]} title={t(`trunks.status.${status}`)}>
      <Text size="sm">{reason === null ? t(`trunks.statusHelp.${status}`) : <ApiText>{reason}</ApiText>}</Text>
      {advice !== null && (
        <Text size="sm" mt={4}>
          <ApiText>{advice}</ApiText>
        </Text>
      )}
      {nextRetryAt !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          {t('trunks.nextRetry')} <Upcoming at={nextRetryAt} />
        </Text>
      )}
      {since !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          <RelativeTime at={since} />
        </Text>
      )}
    </Alert>
  );
}

/** A moment that is to come. Once it is over, what it brings has not been told yet. */
function Upcoming({ at }: { at: string }) {
  const { t } = useTranslation();
  return Date.parse(at) > useNow() ? <RelativeTime at={at} /> : t('trunks.anyMoment');
}
