import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type DeletedResource, restorableKinds } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deletedKinds, deletedResourcesQuery } from '../../api/deleted-resources';
import { Select } from '../../shared/choice-inputs';
import { EmptyState } from '../../shared/empty-state';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { LoadMore } from '../../shared/load-more';
import { NameCell } from '../../shared/name-cell';
import { useReportOutcome } from '../../shared/outcome';
import { Page } from '../../shared/page';
import { useCan, usePrincipal } from '../../shared/principal';
import { RelativeTime } from '../../shared/relative-time';
import { RestoreFailed } from '../../shared/restore-failed';
import { type Column, RowTable } from '../../shared/row-table';
import { Surface } from '../../shared/surface';
import { useRestore } from '../../shared/use-restore';

const route = getRouteApi('/shell/deleted');

interface Failed {
  name: string;
  error: unknown;
}

/** What was deleted and can be restored, newest first. */
export function DeletedResourcesPage() {
  const { t } = useTranslation();
  const { kind } = route.useSearch();
  const query = useInfiniteQuery(deletedResourcesQuery(kind));
  const [failed, setFailed] = useState<Failed>();
  const columns = useColumns(setFailed);
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t('deleted.title')} intro={t('deleted.intro')} aside={<KindFilter />}>
      {failed && <RestoreFailed {...failed} />}
      {query.isPending && <ListPending />}
      {query.isError && <ListFailed error={query.error} onRetry={() => void query.refetch()} />}
      {rows && (
        <Surface style={{ overflow: 'clip' }}>
          {rows.length === 0 ? (
            <EmptyState icon={IconTrash} title={t('deleted.emptyTitle')}>
              {t('deleted.empty')}
            </EmptyState>
          ) : (
            <RowTable label={t('deleted.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          )}
        </Surface>
      )}
      <LoadMore query={query} />
    </Page>
  );
}

/** Offers the kinds that the account may see. */
function KindFilter() {
  const { t } = useTranslation();
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  const permissions = usePrincipal()?.permissions ?? [];
  const kinds = restorableKinds.filter((each) => {
    const { permission } = deletedKinds[each];
    return permission === 'config:write' || permissions.includes(permission);
  });
  return (
    <Select
      aria-label={t('deleted.kind')}
      placeholder={t('deleted.everyKind')}
      data={kinds.map((value) => ({ value, label: t(`auditLog.kind.${value}`) }))}
      value={kind ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t('deleted.everyKind') }}
      onChange={(value) => void navigate({ search: { kind: kinds.find((each) => each === value) }, replace: true })}
    />
  );
}

function useColumns(onFailed: RestoreProps['onFailed']): Column<DeletedResource>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('deleted.columnName'),
      kind: 'main',
      cell: ({ name, kind }) => <NameCell note={t(`auditLog.kind.${kind}`)}>{name}</NameCell>,
    },
    { key: 'who', header: t('deleted.columnWho'), cell: ({ deletedBy }) => deletedBy.name },
    { key: 'time', header: t('deleted.columnTime'), cell: ({ deletedAt }) => <RelativeTime at={deletedAt} /> },
    {
      key: 'until',
      header: t('deleted.columnUntil'),
      wideOnly: true,
      cell: ({ restorableUntil }) => <RelativeTime at={restorableUntil} />,
    },
    {
      key: 'actions',
      header: t('common.actions'),
      kind: 'actions',
      cell: (resource) => <RestoreButton resource={resource} onFailed={onFailed} />,
    },
  ];
}

interface RestoreProps {
  resource: DeletedResource;
  onFailed: (failed: Failed | undefined) => void;
}

function RestoreButton({ resource, onFailed }: RestoreProps) {
  const { t } = useTranslation();
  const restore = useRestore(resource, useReportOutcome(), () => onFailed(undefined));
  if (!useCan(deletedKinds[resource.kind].permission)) return null;
  const { name } = resource;
  return (
    <Button
      size="compact-md"
      fz="sm"
      variant="default"
      aria-label={t('deleted.restoreOne', { name })}
      loading={restore.isPending}
      onClick={() => restore.mutate(undefined, { onError: (error) => onFailed({ name, error }) })}
    >
      {t('deleted.restore')}
    </Button>
  );
}
