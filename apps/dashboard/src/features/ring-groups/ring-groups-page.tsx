import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { RingGroup } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { ringGroupsQuery } from '../../api/ring-groups';
import { ButtonLink, CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { DestinationLink } from '../../shared/destination/destination-link';
import { EmptyState } from '../../shared/empty-state';
import { EnabledCell } from '../../shared/enabled-badge';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';

const SHOWN_MEMBERS = 3;

/** All ring groups: who rings, and what happens when nobody answers. */
export function RingGroupsPage() {
  const { t } = useTranslation();
  const query = useQuery(ringGroupsQuery);
  const noExtensions = useQuery(extensionsQuery).data?.length === 0;
  const create = <CreateButton to="/ring-groups/new" label={t('common.newRingGroup')} permission="config:write" />;
  const toExtensions = (
    <ButtonLink component="a" to="/extensions">
      {t('ringGroups.toExtensions')}
    </ButtonLink>
  );
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('common.ringGroupsTitle')} intro={t('ringGroups.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('common.ringGroupsTitle')}
        list="ring-groups"
        query={query}
        columns={useColumns()}
        rowKey={(group) => group.id}
        text={({ name, number }) => `${name} ${number ?? ''}`}
        empty={
          <EmptyState
            icon={IconUsersGroup}
            title={t('ringGroups.emptyTitle')}
            action={noExtensions ? toExtensions : create}
          >
            {t('ringGroups.empty')} {noExtensions && t('ringGroups.emptyExtensions')}
          </EmptyState>
        }
      />
      <DeletedLink kind="ring_group" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<RingGroup>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('ringGroups.columnName'),
      kind: 'main',
      cell: ({ id, name }) => (
        <RowLink to="/ring-groups/$id" params={{ id }}>
          {name}
        </RowLink>
      ),
    },
    { key: 'number', header: t('ringGroups.columnNumber'), cell: ({ number }) => number },
    { key: 'members', header: t('ringGroups.columnMembers'), cell: (group) => <Members group={group} /> },
    {
      key: 'noAnswer',
      header: t('ringGroups.columnNoAnswer'),
      cell: ({ noAnswer }) => <DestinationLink destination={noAnswer} nowhere={t('ringGroups.noDestination')} />,
    },
    { key: 'enabled', header: t('ringGroups.columnEnabled'), cell: (group) => <EnabledCell resource={group} /> },
  ];
}

/** The first of them, joined as they ring. */
function Members({ group: { members, strategy } }: { group: RingGroup }) {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data;
  if (extensions === undefined) return null;
  const nameOf = (id: string) => extensions.find((each) => each.id === id)?.name ?? t('destinations.goneExtension');
  const more = members.length - SHOWN_MEMBERS;
  const shown = members
    .slice(0, SHOWN_MEMBERS)
    .map(nameOf)
    .join(strategy === 'all' ? ', ' : ' → ');
  return more > 0 ? `${shown} ${t('ringGroups.moreMembers', { count: more })}` : shown;
}
