import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBook2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, auditLogQuery } from '../../api/audit-log';
import { EmptyState } from '../../shared/empty-state';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import { type Column, RowTable } from '../../shared/row-table';
import { Surface } from '../../shared/surface';
import { AuditEntryPanel } from './audit-entry-panel';
import { AuditFilters } from './audit-filters';
import { useKindText, useThingText } from './audit-kinds';

/** Every change, newest first. */
export function AuditLogPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<AuditFilter>({ search: '' });
  const [settled] = useDebouncedValue(filter, 300);
  const [shown, setShown] = useState<AuditEntry>();
  const query = useInfiniteQuery(auditLogQuery(settled));
  const columns = useColumns(setShown);
  const entries = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t('auditLog.title')} intro={t('auditLog.intro')}>
      <AuditFilters filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} />
      {query.isPending && <ListPending />}
      {query.isError && <ListFailed error={query.error} onRetry={() => void query.refetch()} />}
      {entries && (
        <Surface style={{ overflow: 'hidden' }}>
          {entries.length === 0 ? (
            <EmptyState icon={IconBook2} title={t('auditLog.emptyTitle')}>
              {t('auditLog.empty')}
            </EmptyState>
          ) : (
            <RowTable
              label={t('auditLog.title')}
              columns={columns}
              rows={entries}
              rowKey={({ number }) => String(number)}
            />
          )}
        </Surface>
      )}
      <LoadMore query={query} />
      {shown && <AuditEntryPanel entry={shown} onClose={() => setShown(undefined)} />}
    </Page>
  );
}

function useColumns(onShow: (entry: AuditEntry) => void): Column<AuditEntry>[] {
  const { t } = useTranslation();
  const kindText = useKindText();
  const thingText = useThingText();
  return [
    { key: 'number', header: t('auditLog.columnNumber'), wideOnly: true, cell: ({ number }) => number },
    {
      key: 'what',
      header: t('auditLog.columnWhat'),
      kind: 'main',
      cell: ({ action, resource }) => (
        <NameCell note={`${t(`auditLog.action.${action}`)} · ${kindText(resource.kind)}`}>
          {thingText(resource)}
        </NameCell>
      ),
    },
    {
      key: 'who',
      header: t('auditLog.columnWho'),
      cell: ({ actor }) => <NameCell note={t(`auditLog.actor.${actor.kind}`)}>{actor.name}</NameCell>,
    },
    { key: 'time', header: t('auditLog.columnTime'), cell: ({ at }) => <RelativeTime at={at} /> },
    {
      key: 'actions',
      header: t('common.actions'),
      kind: 'actions',
      cell: (entry) => (
        <Button
          size="compact-md"
          fz="sm"
          variant="default"
          aria-label={`${t('auditLog.details')}: ${entry.number}`}
          onClick={() => onShow(entry)}
        >
          {t('auditLog.details')}
        </Button>
      ),
    },
  ];
}
