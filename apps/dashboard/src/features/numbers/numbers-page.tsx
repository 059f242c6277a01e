import { IconHash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { PhoneNumber } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { numbersQuery } from '../../api/numbers';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { DestinationLink } from '../../shared/destination/destination-link';
import { EmptyState } from '../../shared/empty-state';
import { EnabledCell } from '../../shared/enabled-badge';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';

/** All public numbers and where they lead. */
export function NumbersPage() {
  const { t } = useTranslation();
  const query = useQuery(numbersQuery);
  const create = <CreateButton to="/numbers/new" label={t('numbers.new')} permission="config:write" />;
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('numbers.title')} intro={t('numbers.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('numbers.title')}
        list="numbers"
        query={query}
        columns={useColumns()}
        rowKey={(number) => number.id}
        text={({ number, label }) => `${number} ${label ?? ''}`}
        empty={
          <EmptyState icon={IconHash} title={t('numbers.emptyTitle')} action={create}>
            {t('numbers.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="number" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<PhoneNumber>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'number',
      header: t('numbers.columnNumber'),
      kind: 'main',
      cell: ({ id, number }) => (
        <RowLink to="/numbers/$id" params={{ id }}>
          {number}
        </RowLink>
      ),
    },
    { key: 'label', header: t('numbers.columnLabel'), cell: ({ label }) => label },
    {
      key: 'destination',
      header: t('numbers.columnDestination'),
      cell: ({ destination }) => <DestinationLink destination={destination} nowhere={t('numbers.noDestination')} />,
    },
    { key: 'enabled', header: t('numbers.columnEnabled'), cell: (number) => <EnabledCell resource={number} /> },
  ];
}
