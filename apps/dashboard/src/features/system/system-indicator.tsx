import { Button, Divider, Group, Popover, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Component, System } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { systemQuery } from '../../api/system';
import { ApiText } from '../../shared/api-text';
import { useErrorText } from '../../shared/messages';
import { RelativeTime } from '../../shared/relative-time';
import { StatusBadge, type Tone } from '../../shared/status-badge';
import classes from './system-indicator.module.css';

const parts = ['database', 'agent', 'asterisk', 'records'] as const;
const tones: Record<Component['status'], Tone> = { up: 'good', degraded: 'warn', down: 'bad' };
const words = { up: 'system.componentUp', degraded: 'system.componentDegraded', down: 'system.componentDown' } as const;

/** The state of the whole system in the header, and of each part on demand. */
export function SystemIndicator() {
  const { t } = useTranslation();
  const text = useErrorText();
  const query = useQuery(systemQuery);
  const { tone, label } = useSummary(query.isError, query.isPending, query.data);
  return (
    <Popover position="bottom-end" width={320} withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          px={8}
          className={classes.button}
          aria-label={t('system.show', { status: label })}
          leftSection={<span className={classes.dot} data-tone={tone} />}
          rightSection={<IconChevronDown size={14} />}
          data-testid="system-indicator"
        >
          <span className={classes.label}>{label}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {query.isError && (
          <Text size="sm" mb={query.data ? 'sm' : 0}>
            {text(query.error)}
          </Text>
        )}
        {query.data && !query.isError && <SystemDetails system={query.data} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function useSummary(failed: boolean, pending: boolean, system: System | undefined): { tone: Tone; label: string } {
  const { t } = useTranslation();
  if (failed) return { tone: 'bad', label: t('system.unreachable') };
  if (pending || system === undefined) return { tone: 'quiet', label: t('system.checking') };
  const down = parts.find((part) => system.components[part].status === 'down');
  if (down) return { tone: 'bad', label: t('system.down', { part: t(`system.${down}`) }) };
  const degraded = parts.some((part) => system.components[part].status === 'degraded');
  return degraded ? { tone: 'warn', label: t('system.degraded') } : { tone: 'good', label: t('system.up') };
}

function SystemDetails({ system }: { system: System }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {parts.map((part) => (
        <PartRow key={part} name={t(`system.${part}`)} component={system.components[part]} />
      ))}
      <Divider />
      <Stack gap={2} fz="sm" c="dimmed">
        {system.lastAppliedRevision !== null && (
          <span>{t('system.lastApplied', { revision: system.lastAppliedRevision })}</span>
        )}
        {system.pendingRevisions > 0 && <span>{t('system.pending', { count: system.pendingRevisions })}</span>}
        {system.asteriskVersion !== null && (
          <span>{t('system.asteriskVersion', { version: system.asteriskVersion.replace(/^Asterisk /, '') })}</span>
        )}
        <span>{t('system.version', { version: system.version })}</span>
      </Stack>
    </Stack>
  );
}

function PartRow({ name, component }: { name: string; component: Component }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" fw={550}>
          {name}
        </Text>
        {component.detail !== null && (
          <Text size="xs">
            <ApiText>{component.detail}</ApiText>
          </Text>
        )}
        {component.status !== 'up' && component.since !== null && (
          <Text size="xs" c="dimmed">
            <RelativeTime at={component.since} />
          </Text>
        )}
      </div>
      <StatusBadge tone={tones[component.status]} label={t(words[component.status])} />
    </Group>
  );
}
