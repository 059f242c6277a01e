import { Stack, Text, Timeline, Title } from '@mantine/core';
import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../shared/format';
import { useOutcomeText } from './outcome-text';
import { useRecordNames } from './record-names';

/** The trunks that were tried for an outbound call, in order, and what each answered. */
export function AttemptList({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const { trunkName } = useRecordNames(record);
  const outcomeText = useOutcomeText();
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
          {record.attempts.map((attempt, index) => {
            const { words, codes } = outcomeText(attempt);
            return (
              <Timeline.Item
                key={`${attempt.trunkRef} ${attempt.startedAt}`}
                color={isConnected(index) ? 'teal' : 'red'}
                title={[trunkName(attempt.trunkId, attempt.trunkRef), attempt.gateway].filter(Boolean).join(' · ')}
              >
                <Text size="sm">{isConnected(index) ? t('callRecords.attemptAnswered') : words}</Text>
                <Text size="xs" c="dimmed" className="tabular">
                  {[formatTime(attempt.startedAt), !isConnected(index) && codes].filter(Boolean).join(' · ')}
                </Text>
              </Timeline.Item>
            );
          })}
        </Timeline>
      )}
    </Stack>
  );
}
