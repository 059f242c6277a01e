import { Code } from '@mantine/core';
import { IconDeviceLandlinePhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { Extension } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { codecList } from '../../shared/codec-names';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { ExtensionState } from './extension-state';

/** All extensions, and whether their phones are there. */
export function ExtensionsPage() {
  const { t } = useTranslation();
  const query = useQuery(extensionsQuery);
  const create = <CreateButton to="/extensions/new" label={t('extensions.new')} permission="config:write" />;
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('extensions.title')} intro={t('extensions.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('extensions.title')}
        list="extensions"
        query={query}
        columns={useColumns()}
        rowKey={(extension) => extension.id}
        text={({ number, name, sipUsername }) => `${number} ${name} ${sipUsername}`}
        empty={
          <EmptyState icon={IconDeviceLandlinePhone} title={t('extensions.emptyTitle')} action={create}>
            {t('extensions.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="extension" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<Extension>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'number',
      header: t('extensions.columnNumber'),
      kind: 'main',
      cell: ({ id, number }) => (
        <RowLink to="/extensions/$id" params={{ id }}>
          {number}
        </RowLink>
      ),
    },
    { key: 'name', header: t('extensions.columnName'), cell: ({ name }) => name },
    {
      key: 'state',
      header: t('extensions.columnState'),
      cell: (extension) => <ExtensionState extension={extension} />,
    },
    { key: 'user', header: t('extensions.columnUser'), cell: ({ sipUsername }) => <Code>{sipUsername}</Code> },
    {
      key: 'codecs',
      header: t('extensions.columnCodecs'),
      wideOnly: true,
      cell: ({ codecs }) => codecList(codecs),
    },
  ];
}
