import { Button, Code, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { ApiKey } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiKeysQuery, revokeApiKey } from '../../api/api-keys';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { CreateButton } from '../../shared/create-button';
import { EmptyState } from '../../shared/empty-state';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import type { Column } from '../../shared/row-table';
import { StatusBadge } from '../../shared/status-badge';
import { useNow } from '../../shared/use-now';

/** The keys of programs that use the API. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery(apiKeysQuery);
  const [asking, setAsking] = useState<ApiKey>();
  const columns = useColumns(setAsking);
  const create = <CreateButton to="/api-keys/new" label={t('common.newApiKey')} permission="access:manage" />;
  const revoke = async (key: ApiKey) => {
    await revokeApiKey(key.id);
    await queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
    notifications.show({ color: 'teal', message: t('apiKeys.revoked', { name: key.name }) });
  };
  return (
    <Page title={t('common.apiKeysTitle')} intro={t('apiKeys.intro')} aside={query.data?.length === 0 ? null : create}>
      <ListSurface
        label={t('common.apiKeysTitle')}
        list="api-keys"
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        text={({ name, prefix }) => `${name} ${prefix}`}
        empty={
          <EmptyState icon={IconKey} title={t('apiKeys.emptyTitle')} action={create}>
            {t('apiKeys.empty')}
          </EmptyState>
        }
      />
      {asking && (
        <ConfirmDialog
          title={t('apiKeys.revokeTitle', { name: asking.name })}
          confirm={t('apiKeys.revoke')}
          action={() => revoke(asking)}
          onClose={() => setAsking(undefined)}
        >
          {t('apiKeys.revokeText')}
        </ConfirmDialog>
      )}
      <Outlet />
    </Page>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useTranslation();
  return [
    { key: 'name', header: t('apiKeys.columnName'), kind: 'main', cell: ({ name }) => <Text fw={550}>{name}</Text> },
    { key: 'prefix', header: t('apiKeys.columnPrefix'), cell: ({ prefix }) => <Code>{prefix}…</Code> },
    {
      key: 'permissions',
      header: t('apiKeys.columnPermissions'),
      cell: ({ permissions }) => permissions.map((each) => t(`apiKeys.permission.${each}`)).join(', '),
    },
    {
      key: 'created',
      header: t('apiKeys.columnCreated'),
      wideOnly: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'used',
      header: t('apiKeys.columnUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('apiKeys.neverUsed') : <RelativeTime at={lastUsedAt} />),
    },
    {
      key: 'expires',
      header: t('apiKeys.columnExpires'),
      cell: ({ expiresAt }) => (expiresAt === null ? t('apiKeys.never') : <Expiry at={expiresAt} />),
    },
    {
      key: 'actions',
      header: t('common.actions'),
      kind: 'actions',
      cell: (key) => (
        <Button
          size="compact-md"
          fz="sm"
          variant="default"
          aria-label={`${t('apiKeys.revoke')}: ${key.name}`}
          onClick={() => onRevoke(key)}
        >
          {t('apiKeys.revoke')}
        </Button>
      ),
    },
  ];
}

function Expiry({ at }: { at: string }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <div>
      {Date.parse(at) <= now && <StatusBadge tone="bad" label={t('apiKeys.expired')} />} <RelativeTime at={at} />
    </div>
  );
}
