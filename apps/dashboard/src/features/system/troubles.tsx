import { Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { HealthItem } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from '../../shared/api-text';
import { formatSize } from '../../shared/format';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import { Section } from '../../shared/section';
import { StatusBadge } from '../../shared/status-badge';
import { Surface } from '../../shared/surface';
import { stateTones } from './state-tones';
import classes from './troubles.module.css';

/** Where something can be done about a check. */
const pages = {
  configuration: '/revisions',
  restart: '/settings',
  records: '/history',
  webhooks: '/webhooks',
  certificates: '/certificates',
} as const;

/** What is not in order, worst first, each with why and what to do; a word where everything is. */
export function Troubles({ items }: { items: readonly HealthItem[] }) {
  const { t } = useTranslation();
  const troubles = items.filter(({ state }) => state !== 'ok');
  if (troubles.length === 0) {
    return (
      <Surface p="md">
        <Group gap="sm" wrap="nowrap" role="status">
          <IconCircleCheck size={22} color="var(--trunkline-good)" />
          <Text>{t('systemHealth.allWell')}</Text>
        </Group>
      </Surface>
    );
  }
  return (
    <Section title={t('systemHealth.troubles')}>
      <ul className={classes.list}>
        {troubles.map((item) => (
          <Trouble key={`${item.nodeId} ${item.check} ${item.code} ${item.values.holds}`} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function Trouble({ item: { check, code, state, detail, since, values, nodeId } }: { item: HealthItem }) {
  const { t } = useTranslation();
  const name = t(`systemHealth.check.${check}`);
  const figures = { ...values, free: formatSize(Number(values.free)), total: formatSize(Number(values.total)) };
  const page = check in pages ? pages[check as keyof typeof pages] : undefined;
  return (
    <li className={classes.trouble} data-check={check} data-state={state}>
      <div className={classes.name}>
        <Text fw={550}>{page === undefined ? name : <RowLink to={page}>{name}</RowLink>}</Text>
        <StatusBadge tone={stateTones[state]} label={t(`systemHealth.state.${state}`)} />
      </div>
      <div>
        {code !== null && <Text size="sm">{t(`systemHealth.reason.${code}`, figures)}</Text>}
        {detail !== null && (
          <Text size="sm">
            <ApiText>{detail}</ApiText>
          </Text>
        )}
        {code !== null && (
          <Text size="sm" c="dimmed">
            {t(`systemHealth.advice.${code}`)}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {nodeId !== null && t('systemHealth.onNode', { id: nodeId })}
          {nodeId !== null && since !== null && ' · '}
          {since !== null && (
            <>
              {t('systemHealth.since')} <RelativeTime at={since} />
            </>
          )}
        </Text>
      </div>
    </li>
  );
}
