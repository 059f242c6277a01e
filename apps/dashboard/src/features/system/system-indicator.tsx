import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createLink } from '@tanstack/react-router';
import type { Component, System } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { systemQuery } from '../../api/system';
import type { Tone } from '../../shared/status-badge';
import classes from './system-indicator.module.css';

const parts = ['database', 'agent', 'asterisk', 'records'] as const;
const IndicatorLink = createLink(Button<'a'>);

/** The state of the whole system in the header, which leads to the page that tells more. */
export function SystemIndicator() {
  const { t } = useTranslation();
  const query = useQuery(systemQuery);
  const { tone, label } = useSummary(query.isError, query.isPending, query.data);
  return (
    <IndicatorLink
      component="a"
      to="/system"
      variant="subtle"
      color="gray"
      size="sm"
      px={8}
      className={classes.button}
      aria-label={t('system.show', { status: label })}
      leftSection={<span className={classes.dot} data-tone={tone} />}
      data-testid="system-indicator"
    >
      <span className={classes.label}>{label}</span>
    </IndicatorLink>
  );
}

function useSummary(failed: boolean, pending: boolean, system: System | undefined): { tone: Tone; label: string } {
  const { t } = useTranslation();
  if (failed) return { tone: 'bad', label: t('system.unreachable') };
  if (pending || system === undefined) return { tone: 'quiet', label: t('system.checking') };
  const down = parts.find((part) => system.components[part].status === 'down');
  if (down) return { tone: 'bad', label: t('system.down', { part: t(`system.${down}`) }) };
  const degraded = parts.some(
    (part: keyof System['components']) => (system.components[part] as Component).status === 'degraded',
  );
  return degraded ? { tone: 'warn', label: t('system.degraded') } : { tone: 'good', label: t('system.up') };
}
