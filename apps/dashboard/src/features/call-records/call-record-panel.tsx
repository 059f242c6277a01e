import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { callRecordQuery } from '../../api/call-records';
import { ApiError } from '../../api/problem';
import { DirectionMark } from '../../shared/direction-mark';
import { ErrorNote } from '../../shared/error-note';
import { MissingResource } from '../../shared/missing-resource';
import { SidePanel } from '../../shared/side-panel';
import { AttemptList } from './attempt-list';
import { DispositionBadge } from './disposition-badge';
import { LegList } from './leg-list';
import { MergedNote } from './merged-note';
import { RecordFacts } from './record-facts';

const route = getRouteApi('/shell/history/$id');

/** Everything that is known of one call. */
export function CallRecordPanel() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const query = useQuery(callRecordQuery(id));
  const gone = query.error instanceof ApiError && query.error.code === 'not_found';
  return (
    <SidePanel
      title={t('callRecords.details')}
      onClose={() => void navigate({ to: '/history', search: (present) => present })}
    >
      {query.data && <Details record={query.data} />}
      {query.isError && !gone && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && (query.isPending || gone) && <MissingResource pending={!gone} />}
    </SidePanel>
  );
}

function Details({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const from = record.fromName ?? record.from ?? t('calls.unknownParty');
  const to = record.to ?? t('calls.unknownParty');
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Text fz="xl" fw={650} style={{ overflowWrap: 'anywhere' }} data-testid="parties">
          <bdi>{from}</bdi> → <bdi>{to}</bdi>
        </Text>
        <Group gap="md" align="flex-start">
          <DispositionBadge record={record} />
          <DirectionMark direction={record.direction} />
        </Group>
      </Stack>
      <MergedNote record={record} />
      {record.direction === 'outbound' && <AttemptList record={record} />}
      {record.legs.length > 0 && <LegList record={record} />}
      <RecordFacts record={record} />
    </Stack>
  );
}
