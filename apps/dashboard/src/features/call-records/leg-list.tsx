import { Stack, Text, Title } from '@mantine/core';
import type { CallRecord, RecordedLeg } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../shared/format';
import classes from './leg-list.module.css';
import { useOutcomeText } from './outcome-text';
import { useRecordNames } from './record-names';

/** The legs of a call: whose phone or which trunk each was, from when to when, and why it ended. */
export function LegList({ record }: { record: CallRecord }) {
  const { t } = useTranslation();
  const { extensionName, trunkName } = useRecordNames(record);
  const nameOf = ({ extensionId, trunkId, endpoint }: RecordedLeg) => {
    if (extensionId !== null) return extensionName(extensionId);
    return trunkId === null ? endpoint : trunkName(trunkId, endpoint);
  };
  return (
    <Stack gap="xs">
      <Title order={2} size="h5" id="legs">
        {t('callRecords.legs')}
      </Title>
      <ul className={classes.legs} aria-labelledby="legs">
        {record.legs.map((leg) => (
          <Leg key={leg.id} leg={leg} name={nameOf(leg)} />
        ))}
      </ul>
    </Stack>
  );
}

function Leg({ leg, name }: { leg: RecordedLeg; name: string }) {
  const { t } = useTranslation();
  const { words, codes } = useOutcomeText()(leg);
  const { role, startedAt, answeredAt, endedAt } = leg;
  const times = [
    endedAt === null
      ? formatTime(startedAt)
      : t('callRecords.legTimes', { from: formatTime(startedAt), to: formatTime(endedAt) }),
    answeredAt === null
      ? t('callRecords.legNotAnswered')
      : t('callRecords.legAnswered', { time: formatTime(answeredAt) }),
  ];
  return (
    <li className={classes.leg}>
      <Text size="sm" className={classes.head}>
        <b>{name}</b>
        <Text size="xs" c="dimmed" component="span">
          {t(`callRecords.role.${role}`)}
        </Text>
      </Text>
      <Text size="sm">{words}</Text>
      <Text size="xs" c="dimmed" className="tabular">
        {times.join(' · ')}
      </Text>
      {codes !== '' && (
        <Text size="xs" c="dimmed">
          {codes}
        </Text>
      )}
    </li>
  );
}
