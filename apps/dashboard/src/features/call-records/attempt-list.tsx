import { Stack, Text, Timeline, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Attempt, CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { useCauseText } from '../../shared/cause-text';
import { formatTime } from '../../shared/format';
import { useCan } from '../../shared/principal';

/** The trunks that were tried for an outbound call, in order, and what each answered. */
export function AttemptList({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const trunks = useQuery({ ...trunksQuery, enabled: useCan('config:read') }).data;
  const causeText = useCauseText();
  const nameOf = ({ trunkId, trunkRef }: Attempt) => {
    if (trunkId !== null && trunkId === record.trunkId && record.trunkName !== null) return record.trunkName;
    return trunks?.find(({ id }) => id === trunkId)?.name ?? t('callRecords.goneTrunk', { ref: trunkRef });
  };
  const isConnected = (index: number) => record.answeredAt !== null && index === record.attempts.length - 1;
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('callRecords.attempts')}
      </Title>
      {record.attempts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('callRecords.noAttempts')}
        </Text>
      ) : (
        <Timeline bulletSize={14} lineWidth={2} active={record.attempts.length}>
          {record.attempts.map((attempt, index) => (
            <Timeline.Item
              key={`${attempt.trunkRef} ${attempt.startedAt}`}
              color={isConnected(index) ? 'teal' : 'red'}
              title={nameOf(attempt)}
            >
              <Text size="sm">
                {isConnected(index) ? t('callRecords.attemptAnswered') : causeText(attempt.cause, attempt.sipCode)}
              </Text>
              <Text size="xs" c="dimmed" className="tabular">
                {[formatTime(attempt.startedAt), attempt.sipCode && t('callRecords.sipCode', { code: attempt.sipCode })]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Stack>
  );
}
