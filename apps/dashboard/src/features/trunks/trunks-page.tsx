import { IconBuildingBroadcastTower } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { Trunk } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { codecList } from '../../shared/codec-names';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { ListSurface } from '../../shared/list-surface';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { Unbroken } from '../../shared/unbroken';
import { TrunkStateCell } from './trunk-state';

/** All trunks with their state. */
export function TrunksPage() {
  const { t } = useTranslation();
  const query = useQuery(trunksQuery);
  const create = <CreateButton to="/trunks/new" label={t('trunks.new')} permission="config:write" />;
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('trunks.title')} intro={t('trunks.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('trunks.title')}
        list="trunks"
        query={query}
        columns={useColumns()}
        rowKey={(trunk) => trunk.id}
        text={(trunk) => `${trunk.name} ${trunk.host ?? trunk.ref} ${trunk.username ?? ''}`}
        empty={
          <EmptyState icon={IconBuildingBroadcastTower} title={t('trunks.emptyTitle')} action={create}>
            {t('trunks.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="trunk" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<Trunk>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('trunks.columnName'),
      kind: 'main',
      cell: (trunk) => (
        <RowLink to="/trunks/$id" params={{ id: trunk.id }}>
          {trunk.name}
        </RowLink>
      ),
    },
    { key: 'state', header: t('trunks.columnState'), cell: (trunk) => <TrunkStateCell trunk={trunk} /> },
    {
      key: 'carrier',
      header: t('trunks.columnCarrier'),
      cell: (trunk) => (
        <NameCell note={trunk.transport.toUpperCase()}>
          <Unbroken text={trunk.host === null ? trunk.ref : [trunk.host, trunk.port ?? []].flat().join(':')} />
        </NameCell>
      ),
    },
    {
      key: 'auth',
      header: t('trunks.columnAuth'),
      cell: (trunk) => <NameCell note={trunk.username}>{t(`trunks.auths.${trunk.auth}`)}</NameCell>,
    },
    {
      key: 'codecs',
      header: t('trunks.columnCodecs'),
      wideOnly: true,
      cell: (trunk) => codecList(trunk.codecs),
    },
  ];
}
