import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { outboundRoutesQuery } from '../../api/outbound-routes';
import { useCauseText } from '../../shared/cause-text';
import { Facts } from '../../shared/facts';
import { formatAbsolute, formatDuration } from '../../shared/format';
import { useCan } from '../../shared/principal';

/** The facts of a call record, in words. */
export function RecordFacts({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const { routeName, extensionNames } = useNames(record);
  return (
    <Facts
      facts={[
        [t('callRecords.columnFrom'), party(record.from, record.fromName)],
        [t('callRecords.columnTo'), record.to],
        [t('callRecords.toE164'), record.toE164 === record.to ? null : record.toE164],
        [t('callRecords.started'), formatAbsolute(record.startedAt)],
        [
          t('callRecords.answered'),
          record.answeredAt === null ? t('callRecords.notAnswered') : formatAbsolute(record.answeredAt),
        ],
        [t('callRecords.ended'), formatAbsolute(record.endedAt)],
        [t('callRecords.total'), formatDuration(record.durationSeconds)],
        [t('callRecords.talking'), record.answeredAt === null ? null : formatDuration(record.billedSeconds)],
        [t('callRecords.cause'), <Cause key="cause" record={record} />],
        [t('callRecords.trunk'), record.trunkName],
        [t('callRecords.route'), routeName],
        [t('callRecords.extensions'), extensionNames],
        [t('callRecords.node'), record.node],
        [t('callRecords.callId'), <Id key="id" text={record.id} />],
        [t('callRecords.linkedid'), <Id key="linkedid" text={record.linkedid} />],
      ]}
    />
  );
}

function party(number: string | null, name: string | null) {
  if (name === null || number === null) return name ?? number;
  return (
    <>
      <bdi>{name}</bdi> · <bdi>{number}</bdi>
    </>
  );
}

function Cause({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const causeText = useCauseText();
  const { endReason, hangupCause, hangupCauseText, sipCode } = record;
  const silent = endReason === 'hangup' ? null : t(`callRecords.endReason.${endReason}`);
  const codes = [
    hangupCause === null ? null : t('callRecords.causeCode', { code: hangupCause }),
    sipCode === null ? null : t('callRecords.sipCode', { code: sipCode }),
  ].filter((code) => code !== null);
  return (
    <>
      {silent ?? hangupCauseText ?? causeText(hangupCause, sipCode)}
      {codes.length > 0 && (
        <Text size="xs" c="dimmed">
          {codes.join(' · ')}
        </Text>
      )}
    </>
  );
}

function Id({ text }: { text: string }) {
  return (
    <Text size="xs" ff="monospace" component="span">
      {text}
    </Text>
  );
}

/** Names of what the record only refers to; a resource may have been deleted since. */
function useNames(record: CallRecord) {
  const { t } = useTranslation();
  const enabled = useCan('config:read');
  const routes = useQuery({ ...outboundRoutesQuery, enabled }).data;
  const extensions = useQuery({ ...extensionsQuery, enabled }).data;
  const route = routes?.find(({ id }) => id === record.routeId);
  const names = record.extensionIds.map((id) => {
    const extension = extensions?.find((each) => each.id === id);
    return extension ? `${extension.number} · ${extension.name}` : t('callRecords.goneExtension');
  });
  return {
    routeName: record.routeId === null || !routes ? null : (route?.name ?? t('callRecords.goneRoute')),
    extensionNames: extensions ? names.join(', ') : null,
  };
}
