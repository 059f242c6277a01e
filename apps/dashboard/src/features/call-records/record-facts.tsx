import { Text } from '@mantine/core';
import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../shared/facts';
import { formatAbsolute, formatDuration } from '../../shared/format';
import { useOutcomeText } from './outcome-text';
import { useRecordNames } from './record-names';

/** The facts of a call record, in words. */
export function RecordFacts({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const { routeName, extensionNames, voicemailName } = useRecordNames(record);
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
        [t('callRecords.voicemail'), voicemailName],
        [t('callRecords.node'), record.node],
        [t('callRecords.callId'), <Id key="id" text={record.id} />],
        [t('callRecords.linkedid'), <Id key="linkedid" text={record.linkedid} />],
        [
          t('callRecords.sipCallIds'),
          record.sipCallIds.length === 0 ? null : <Ids key="sip" texts={record.sipCallIds} />,
        ],
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
  const { endReason, hangupCause: cause, sipCode, sipCodeText } = record;
  const { words, codes } = useOutcomeText()({ cause, sipCode, sipCodeText });
  return (
    <>
      {endReason === 'hangup' ? words : t(`callRecords.endReason.${endReason}`)}
      {codes !== '' && (
        <Text size="xs" c="dimmed">
          {codes}
        </Text>
      )}
    </>
  );
}

function Ids({ texts }: { texts: string[] }) {
  return texts.map((text) => (
    <div key={text}>
      <Id text={text} />
    </div>
  ));
}

function Id({ text }: { text: string }) {
  return (
    <Text size="xs" ff="monospace" component="span">
      {text}
    </Text>
  );
}
