import { Alert, SimpleGrid } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { SystemHealth } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { systemHealthQuery } from '../../api/system';
import { formatTime } from '../../shared/format';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { useErrorText } from '../../shared/messages';
import { Page } from '../../shared/page';
import { StatusBadge } from '../../shared/status-badge';
import { AsteriskPart, NodePart, StoragePart } from './node-parts';
import { ApiPart, DatabasePart } from './shared-parts';
import { stateTones } from './state-tones';
import { Troubles } from './troubles';

/** How every part of the system is, what is wrong first, and what to do about it. */
export function SystemPage() {
  const { t } = useTranslation();
  const text = useErrorText();
  const { data, error, isPending, dataUpdatedAt, refetch } = useQuery(systemHealthQuery);
  const stale = data !== undefined && error !== null;
  const state = !stale && data && (
    <StatusBadge tone={stateTones[data.state]} label={t(`systemHealth.overall.${data.state}`)} />
  );
  return (
    <Page title={t('system.title')} intro={t('systemHealth.intro')} aside={state}>
      {isPending && <ListPending />}
      {data === undefined && error !== null && <ListFailed error={error} onRetry={() => void refetch()} />}
      {stale && (
        <Alert
          color="orange"
          icon={<IconPlugConnectedX size={18} />}
          title={t('systemHealth.staleTitle', { time: formatTime(new Date(dataUpdatedAt).toISOString()) })}
          role="alert"
          data-testid="health-stale"
        >
          {text(error)} {t('systemHealth.staleNote')}
        </Alert>
      )}
      {data && <Parts health={data} />}
    </Page>
  );
}

function Parts({ health }: { health: SystemHealth }) {
  return (
    <>
      <Troubles items={health.items} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        {health.nodes.map((node) => (
          <NodePart key={node.id} node={node} health={health} />
        ))}
        {health.nodes.map((node) => (
          <AsteriskPart key={node.id} node={node} health={health} />
        ))}
        {health.nodes.map((node) => (
          <StoragePart key={node.id} node={node} health={health} />
        ))}
        <DatabasePart health={health} />
        <ApiPart health={health} />
      </SimpleGrid>
    </>
  );
}
