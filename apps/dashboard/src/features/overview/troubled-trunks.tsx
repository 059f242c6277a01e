import { Text } from '@mantine/core';
import type { Overview, OverviewTrunk } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import { Section } from '../../shared/section';
import { TrunkStatus } from '../../shared/trunk-status';
import classes from './troubled-trunks.module.css';

/** The trunks that cannot be relied on now, each with why and what to do. */
export function TroubledTrunks({ trunks: { byStatus, notInOrder } }: { trunks: NonNullable<Overview['trunks']> }) {
  const { t } = useTranslation();
  const all = byStatus.rejected + byStatus.unreachable + byStatus.registering + byStatus.unknown;
  const more = all - notInOrder.length;
  return (
    <Section title={t('overview.troubles')}>
      <ul className={classes.list}>
        {notInOrder.map((trunk) => (
          <Trouble key={trunk.id} trunk={trunk} />
        ))}
      </ul>
      {more > 0 && (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {t('overview.moreTroubles', { count: more })}
        </Text>
      )}
    </Section>
  );
}

function Trouble({ trunk: { id, name, state } }: { trunk: OverviewTrunk }) {
  const { t } = useTranslation();
  const { status, reason, advice, since } = state;
  return (
    <li className={classes.trouble}>
      <div className={classes.name}>
        <RowLink to="/trunks/$id" params={{ id }}>
          {name}
        </RowLink>
        <TrunkStatus status={status} />
      </div>
      <div>
        <Text size="sm">{reason === null ? t(`trunks.statusHelp.${status}`) : <ApiText>{reason}</ApiText>}</Text>
        {advice !== null && (
          <Text size="sm" c="dimmed">
            <ApiText>{advice}</ApiText>
          </Text>
        )}
        {since !== null && (
          <Text size="xs" c="dimmed">
            {t('overview.since')} <RelativeTime at={since} />
          </Text>
        )}
      </div>
    </li>
  );
}
