import { Box } from '@mantine/core';
import type { HealthCheck, HealthItem, HealthState, SystemHealth } from '@trunkline/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../shared/facts';
import { Section } from '../../shared/section';
import { StatusBadge } from '../../shared/status-badge';
import { stateTones } from './state-tones';

/** A part of the system: the worst state of its checks, and its figures. */
export function Part(props: { title: string; state: HealthState; facts: [name: string, value: ReactNode][] }) {
  const { t } = useTranslation();
  const { title, state, facts } = props;
  return (
    <Section title={title} aside={<StatusBadge tone={stateTones[state]} label={t(`systemHealth.state.${state}`)} />}>
      <Box px="md" py="xs">
        <Facts facts={facts} />
      </Box>
    </Section>
  );
}

/** The worst state of these checks; of those of one node where it is named. Items come worst first. */
export function worstOf({ items }: SystemHealth, checks: readonly HealthCheck[], nodeId?: string): HealthState {
  const concerns = (item: HealthItem) =>
    checks.includes(item.check) && (nodeId === undefined || item.nodeId === null || item.nodeId === nodeId);
  return items.find(concerns)?.state ?? 'ok';
}
