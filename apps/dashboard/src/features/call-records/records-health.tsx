import { Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { CallRecordsReport } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { callRecordsReportQuery } from '../../api/call-records';
import { formatAbsolute } from '../../shared/format';

/** Whether any record of the last day is missing. */
export function RecordsHealth() {
  const { t } = useTranslation();
  const report = useQuery(callRecordsReportQuery).data;
  const troubles = useTroubles();
  if (!report || report.completeUpTo === null) return null;
  const upTo = formatAbsolute(report.completeUpTo);
  return (
    <Group gap="xs" role="status" wrap="nowrap" align="flex-start">
      {report.complete ? (
        <IconShieldCheck size={18} color="var(--mantine-color-teal-6)" />
      ) : (
        <IconAlertTriangle size={18} color="var(--mantine-color-orange-6)" />
      )}
      <Text size="sm">
        {report.complete
          ? t('callRecords.complete', { time: upTo })
          : t('callRecords.incomplete', { time: upTo, what: troubles(report).join(', ') })}
      </Text>
    </Group>
  );
}

function useTroubles(): (report: CallRecordsReport) => string[] {
  const { t } = useTranslation();
  return ({ calls, spool }) =>
    [
      calls.withoutRecord > 0 && t('callRecords.withoutRecord', { count: calls.withoutRecord }),
      calls.withoutEnd > 0 && t('callRecords.withoutEnd', { count: calls.withoutEnd }),
      spool.gapCount > 0 && t('callRecords.gaps', { count: spool.gapCount }),
    ].filter((text) => text !== false);
}
