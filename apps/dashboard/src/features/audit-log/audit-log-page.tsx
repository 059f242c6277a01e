import { IconBook2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import type { AuditEntry } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { auditLogQuery } from '../../api/audit-log';
import { EmptyState } from '../../shared/empty-state';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import { type Column, RowTable } from '../../shared/row-table';
import { Surface } from '../../shared/surface';
import { AuditFilters } from './audit-filters';
import { useKindText, useThingText } from './audit-kinds';

const route = getRouteApi('/shell/audit-log');

/** Every change, newest first. */
export function AuditLogPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(auditLogQuery(route.useSearch()));
  const columns = useColumns();
  const entries = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t('auditLog.title')} intro={t('auditLog.intro')}>
      <AuditFilters />
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
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation();
  const kindText = useKindText();
  const thingText = useThingText();
  return [
    { key: 'number', header: t('auditLog.columnNumber'), wideOnly: true, cell: ({ number }) => number },
    {
      key: 'what',
      header: t('auditLog.columnWhat'),
      kind: 'main',
      cell: ({ number, action, resource }) => (
        <NameCell note={`${t(`auditLog.action.${action}`)} · ${kindText(resource.kind)}`}>
          <RowLink to="/audit-log/$number" params={{ number: String(number) }} search={true}>
            {thingText(resource)}
          </RowLink>
        </NameCell>
      ),
    },
    {
      key: 'who',
      header: t('auditLog.columnWho'),
      cell: ({ actor }) => <NameCell note={t(`auditLog.actor.${actor.kind}`)}>{actor.name}</NameCell>,
    },
    { key: 'time', header: t('auditLog.columnTime'), cell: ({ at }) => <RelativeTime at={at} /> },
  ];
}
