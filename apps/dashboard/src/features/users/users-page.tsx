import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { User } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '../../api/users';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { EnabledBadge } from '../../shared/enabled-badge';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RelativeTime } from '../../shared/relative-time';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';

/** The people who may log in. */
export function UsersPage() {
  const { t } = useTranslation();
  const query = useQuery(usersQuery);
  const columns = useColumns();
  const create = <CreateButton to="/users/new" label={t('users.new')} permission="access:manage" />;
  return (
    <Page title={t('users.title')} intro={t('users.intro')} aside={create}>
      <ListSurface
        label={t('users.title')}
        list="users"
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        text={({ username, role }) => `${username} ${t(`users.roles.${role}`)}`}
        empty={
          <EmptyState icon={IconUsers} title={t('users.emptyTitle')}>
            {t('users.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="user" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('users.columnName'),
      kind: 'main',
      cell: ({ id, username }) => (
        <RowLink to="/users/$id" params={{ id }}>
          {username}
        </RowLink>
      ),
    },
    { key: 'role', header: t('users.columnRole'), cell: ({ role }) => t(`users.roles.${role}`) },
    { key: 'state', header: t('users.columnState'), cell: ({ enabled }) => <EnabledBadge enabled={enabled} /> },
    {
      key: 'created',
      header: t('users.columnCreated'),
      wideOnly: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}
