import { Text } from '@mantine/core';
import type { Overview } from '@trunkline/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import { Section } from '../../shared/section';
import { StatusBadge } from '../../shared/status-badge';
import classes from './troubled-trunks.module.css';

type Trunks = NonNullable<Overview['trunks']>;

/** The gateways that calls go past now, and the alarms of a day, each with what to do; both lead to the health of the trunk. */
export function FailingTrunks({ trunks: { passedOver, alarms } }: { trunks: Trunks }) {
  const { t } = useTranslation();
  return (
    <Section title={t('overview.failing')} intro={t('overview.failingIntro')}>
      <ul className={classes.list}>
        {passedOver.map(({ trunkId, trunkName, gateway, until }) => (
          <Failing
            key={`${trunkId} ${gateway}`}
            trunk={{ id: trunkId, name: trunkName }}
            badge={<StatusBadge tone="bad" label={t('overview.passedOver')} />}
            what={gateway === null ? t('overview.pastTrunk') : t('overview.pastGateway', { gateway })}
            note={
              until !== null && (
                <>
                  {t('overview.askedAgain')} <RelativeTime at={until} />
                </>
              )
            }
          />
        ))}
        {alarms.map(({ trunkId, trunkName, gateway, class: end, reason, advice, calls, lastAt }) => (
          <Failing
            key={`${trunkId} ${gateway} ${end}`}
            trunk={{ id: trunkId, name: trunkName }}
            badge={<StatusBadge tone="warn" label={t('overview.alarm')} />}
            what={<ApiText>{reason}</ApiText>}
            advice={<ApiText>{advice}</ApiText>}
            note={
              <>
                {t('overview.alarmCalls', { count: calls })} · <RelativeTime at={lastAt} />
              </>
            }
          />
        ))}
      </ul>
    </Section>
  );
}

interface Props {
  trunk: { id: string; name: string };
  badge: ReactNode;
  what: ReactNode;
  advice?: ReactNode;
  note: ReactNode;
}

function Failing({ trunk: { id, name }, badge, what, advice, note }: Props) {
  return (
    <li className={classes.trouble}>
      <div className={classes.name}>
        <RowLink to="/trunks/$id" params={{ id }} search={{ tab: 'health' }}>
          {name}
        </RowLink>
        {badge}
      </div>
      <div>
        <Text size="sm">{what}</Text>
        {advice && (
          <Text size="sm" c="dimmed">
            {advice}
          </Text>
        )}
        {note && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </div>
    </li>
  );
}
