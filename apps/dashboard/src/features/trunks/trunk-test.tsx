import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TrunkTest as Test, Trunk, TrunkFinding } from '@trunkline/contracts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { startTrunkTest, trunkTestsQuery } from '../../api/trunk-tests';
import { ApiText } from '../../shared/api-text';
import { ErrorNote } from '../../shared/error-note';
import { useCan } from '../../shared/principal';
import { RelativeTime } from '../../shared/relative-time';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<Test['status'], Tone> = {
  running: 'busy',
  passed: 'good',
  warning: 'warn',
  failed: 'bad',
  interrupted: 'quiet',
};

/** Tests a trunk and shows what was found, step by step. */
export function TrunkTest({ trunk: { id, enabled } }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const tests = useQuery(trunkTestsQuery(id));
  const mayTest = useCan('calls:control');
  const newest = tests.data?.items[0];
  return (
    <Stack gap="sm" component="section" aria-label={t('trunkOptions.test')}>
      {mayTest && enabled && <StartTest trunkId={id} running={newest?.status === 'running'} />}
      {tests.isError && <ErrorNote error={tests.error} />}
      {newest ? (
        <Result test={newest} />
      ) : (
        tests.isSuccess && (
          <Text size="sm" c="dimmed">
            {t('trunkOptions.testNone')}
          </Text>
        )
      )}
    </Stack>
  );
}

function StartTest({ trunkId, running }: { trunkId: string; running: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [number, setNumber] = useState('');
  const start = useMutation({
    mutationFn: () => startTrunkTest(trunkId, number.trim() || null),
    onSettled: () => queries.invalidateQueries(trunkTestsQuery(trunkId)),
  });
  const refused = start.isError ? fieldErrors(start.error).number : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <TextInput
          label={t('trunkOptions.testNumber')}
          description={t('trunkOptions.testNumberHelp')}
          inputMode="tel"
          value={number}
          error={refused}
          onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        />
        <Group>
          <Button
            type="submit"
            variant="default"
            leftSection={<IconActivity size={16} />}
            loading={start.isPending || running}
          >
            {t(number.trim() === '' ? 'trunkOptions.testStart' : 'trunkOptions.testCall')}
          </Button>
        </Group>
        {start.isError && refused === undefined && <ErrorNote error={start.error} />}
      </Stack>
    </form>
  );
}

function Result({ test }: { test: Test }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" aria-live="polite">
      <Group gap="xs">
        <StatusBadge tone={tones[test.status]} label={t(`trunkOptions.testStatus.${test.status}`)} />
        <Text size="xs" c="dimmed">
          <RelativeTime at={test.startedAt} />, {test.startedBy}
        </Text>
      </Group>
      {test.findings.map((finding) => (
        <Finding key={`${finding.check} ${finding.text}`} finding={finding} />
      ))}
      {test.callId !== null && <RecordLink id={test.callId} />}
    </Stack>
  );
}

function RecordLink({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Anchor size="sm" w="fit-content" renderRoot={(props) => <Link {...props} to="/history/$id" params={{ id }} />}>
      {t('trunkOptions.testRecord')}
    </Anchor>
  );
}

function Finding({ finding: { check, verdict, text, advice, milliseconds } }: { finding: TrunkFinding }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      <StatusBadge tone={tones[verdict]} label={t(`trunkOptions.testChecks.${check}`)} />
      <Text size="sm">
        <ApiText>{text}</ApiText>{' '}
        {milliseconds !== null && (
          <Text span size="xs" c="dimmed">
            {t('trunkOptions.testTook', { count: milliseconds })}
          </Text>
        )}
      </Text>
      {advice !== null && (
        <Text size="sm" c="dimmed">
          <ApiText>{advice}</ApiText>
        </Text>
      )}
    </Stack>
  );
}
