import { Button, Group, Text } from '@mantine/core';
import type { OverviewHour } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../shared/format';
import { Hint } from '../../shared/hint';
import { Section } from '../../shared/section';
import classes from './hours-chart.module.css';
import { HoursTable } from './hours-table';
import { hourNames, kinds, scaleTop, sizesOf } from './hours-view';

/** The calls of each hour as bars, or as the table that screen readers get in either case. */
export function HoursChart({ hours }: { hours: OverviewHour[] }) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const toggle = (
    <Button variant="default" size="compact-sm" onClick={() => setAsTable(!asTable)}>
      {t(asTable ? 'overview.asChart' : 'overview.asTable')}
    </Button>
  );
  return (
    <Section title={t('overview.hours')} intro={t('overview.hoursIntro')} aside={toggle}>
      {!asTable && <Bars hours={hours} />}
      <div className={asTable ? classes.table : 'unseen'}>
        <HoursTable hours={hours} />
      </div>
    </Section>
  );
}

function Bars({ hours }: { hours: OverviewHour[] }) {
  const { t } = useTranslation();
  const top = scaleTop(Math.max(...hours.map(({ total }) => total)));
  const isEmpty = hours.every(({ total }) => total === 0);
  const names = hourNames(hours);
  return (
    <div aria-hidden className={classes.chart} data-testid="hours-chart">
      <Group gap="md" mb="sm">
        {kinds.map((kind) => (
          <span key={kind} className={classes.key} data-kind={kind}>
            {t(`overview.${kind}`)}
          </span>
        ))}
      </Group>
      <div className={classes.plot}>
        {[top, top / 2, 0].map((value) => (
          <div key={value} className={classes.line} style={{ bottom: `${(100 * value) / top}%` }}>
            <span>{formatNumber(value)}</span>
          </div>
        ))}
        {isEmpty && (
          <Text c="dimmed" className={classes.empty}>
            {t('overview.noCallsDay')}
          </Text>
        )}
        <div className={classes.bars}>
          {hours.map((hour, place) => (
            <Bar key={hour.start} hour={hour} name={names[place] ?? ''} top={top} />
          ))}
        </div>
      </div>
      <div className={classes.hours}>
        {hours.map(({ start, local }) => (
          <span key={start} data-every={everyHours(local)}>
            {local.slice(11, 13)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Bar({ hour, name, top }: { hour: OverviewHour; name: string; top: number }) {
  const { t } = useTranslation();
  const sizes = sizesOf(hour);
  const { total, answered, failed } = hour;
  return (
    <Hint label={t('overview.hourSummary', { hour: name, count: total, answered, failed })}>
      <div className={classes.column} data-total={total}>
        {kinds.map(
          (kind) =>
            sizes[kind] > 0 && (
              <div
                key={kind}
                className={classes.part}
                data-kind={kind}
                style={{ height: `${(100 * sizes[kind]) / top}%` }}
              />
            ),
        )}
      </div>
    </Hint>
  );
}

/** On which scale an hour is named: each sixth one also on a phone, each third one where there is more room. */
function everyHours(local: string): '6' | '3' | '1' {
  const hour = Number(local.slice(11, 13));
  return hour % 6 === 0 ? '6' : hour % 3 === 0 ? '3' : '1';
}
