import { IconBook2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import type { AuditEntry } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { auditLogQuery } from '../../api/audit-log';
import { EmptyState } from '../../shared/empty-state';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { PagedSurface } from '../../shared/paged-surface';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { AuditFilters } from './audit-filters';
import { useKindText, useThingText } from './audit-kinds';

const route = getRouteApi('/shell/audit-log');

/** Every change, newest first. */
export function AuditLogPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(auditLogQuery(route.useSearch()));
  const columns = useColumns();
  return (
    <Page title={t('auditLog.title')} intro={t('auditLog.intro')}>
      <AuditFilters />
      <PagedSurface
        label={t('auditLog.title')}
        query={query}
        columns={columns}
        rowKey={({ number }) => String(number)}
        empty={
          <EmptyState icon={IconBook2} title={t('auditLog.emptyTitle')}>
            {t('auditLog.empty')}
          </EmptyState>
        }
      />
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
