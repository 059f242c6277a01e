import { Code, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeftBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { InboundRoute } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { inboundRoutesQuery } from '../../api/inbound-routes';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { DestinationLink } from '../../shared/destination/destination-link';
import { EmptyState } from '../../shared/empty-state';
import { EnabledCell } from '../../shared/enabled-badge';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { calledText, useConditionTexts } from './inbound-route-words';

const SHOWN = 3;

/** All inbound routes in the order they are tried. */
export function InboundRoutesPage() {
  const { t } = useTranslation();
  const query = useQuery({
    ...inboundRoutesQuery,
    select: (routes) => routes.toSorted((a, b) => a.position - b.position || (a.ref < b.ref ? -1 : 1)),
  });
  const create = (
    <CreateButton to="/inbound-routes/new" label={t('common.newInboundRoute')} permission="config:write" />
  );
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('common.inboundRoutesTitle')} intro={t('inbound.routes.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('common.inboundRoutesTitle')}
        list="inbound-routes"
        query={query}
        columns={useColumns()}
        rowKey={({ id }) => id}
        text={({ name, numbers }) => `${name} ${numbers.map(calledText).join(' ')}`}
        empty={
          <EmptyState icon={IconArrowLeftBar} title={t('inbound.routes.emptyTitle')} action={create}>
            {t('inbound.routes.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="inbound_route" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<InboundRoute>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('inbound.routes.name'),
      kind: 'main',
      cell: ({ id, name }) => (
        <RowLink to="/inbound-routes/$id" params={{ id }}>
          {name}
        </RowLink>
      ),
    },
    { key: 'position', header: t('inbound.routes.position'), cell: ({ position }) => position },
    { key: 'numbers', header: t('inbound.routes.numbers'), cell: ({ numbers }) => <Numbers all={numbers} /> },
    { key: 'conditions', header: t('inbound.routes.columnOnly'), cell: (route) => <OnlyCell route={route} /> },
    {
      key: 'destination',
      header: t('inbound.routes.destination'),
      cell: ({ destination }) => <DestinationLink destination={destination} nowhere={t('inbound.routes.nowhere')} />,
    },
    { key: 'enabled', header: t('inbound.routes.columnEnabled'), cell: (route) => <EnabledCell resource={route} /> },
  ];
}

function Numbers({ all }: { all: InboundRoute['numbers'] }) {
  const { t } = useTranslation();
  if (all.length === 0) return t('inbound.routes.everyNumber');
  const texts = all.map(calledText);
  return (
    <Group gap={6}>
      {texts.slice(0, SHOWN).map((text) => (
        <Code key={text}>{text}</Code>
      ))}
      <More count={texts.length - SHOWN} />
    </Group>
  );
}

/** Trunks, callers and times that it is for, a line each. */
function OnlyCell({ route: { trunkIds, callers, schedule } }: { route: InboundRoute }) {
  const { trunk, caller, when } = useConditionTexts();
  const lines = [
    trunkIds.slice(0, SHOWN).map(trunk).join(', '),
    callers.slice(0, SHOWN).map(caller).join(', '),
    schedule === null ? '' : when(schedule),
  ].filter(Boolean);
  return (
    <Stack gap={0}>
      {lines.map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
      <More count={Math.max(0, trunkIds.length - SHOWN) + Math.max(0, callers.length - SHOWN)} />
    </Stack>
  );
}

function More({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count <= 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {t('inbound.more', { count })}
    </Text>
  );
}
