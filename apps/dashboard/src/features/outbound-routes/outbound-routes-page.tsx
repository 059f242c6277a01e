import { Badge, Code, Group, Text } from '@mantine/core';
import { IconArrowRightBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { OutboundRoute } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { outboundRoutesQuery } from '../../api/outbound-routes';
import { trunksQuery } from '../../api/trunks';
import { ButtonLink, CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { EnabledCell } from '../../shared/enabled-badge';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';

const SHOWN_PATTERNS = 3;

/** All outbound routes in the order they are tried. */
export function OutboundRoutesPage() {
  const { t } = useTranslation();
  const query = useQuery({
    ...outboundRoutesQuery,
    select: (routes) => routes.toSorted((a, b) => a.position - b.position || a.createdAt.localeCompare(b.createdAt)),
  });
  const noTrunks = useQuery(trunksQuery).data?.length === 0;
  const create = (
    <CreateButton to="/outbound-routes/new" label={t('common.newOutboundRoute')} permission="config:write" />
  );
  const toTrunks = (
    <ButtonLink component="a" to="/trunks">
      {t('outboundRoutes.toTrunks')}
    </ButtonLink>
  );
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('common.outboundRoutesTitle')} intro={t('outboundRoutes.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('common.outboundRoutesTitle')}
        list="outbound-routes"
        query={query}
        columns={useColumns()}
        rowKey={(route) => route.id}
        text={({ name, patterns }) => `${name} ${patterns.map(({ match }) => match).join(' ')}`}
        empty={
          <EmptyState
            icon={IconArrowRightBar}
            title={t('outboundRoutes.emptyTitle')}
            action={noTrunks ? toTrunks : create}
          >
            {t('outboundRoutes.empty')} {noTrunks && t('outboundRoutes.emptyTrunks')}
          </EmptyState>
        }
      />
      <DeletedLink kind="outbound_route" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<OutboundRoute>[] {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data;
  const nameOf = (id: string) => trunks?.find((trunk) => trunk.id === id)?.name ?? t('common.goneTrunk');
  return [
    {
      key: 'name',
      header: t('outboundRoutes.columnName'),
      kind: 'main',
      cell: ({ id, name }) => (
        <RowLink to="/outbound-routes/$id" params={{ id }}>
          {name}
        </RowLink>
      ),
    },
    { key: 'position', header: t('outboundRoutes.columnPosition'), cell: ({ position }) => position },
    {
      key: 'patterns',
      header: t('outboundRoutes.columnPatterns'),
      cell: ({ patterns }) => <Patterns all={patterns.map(({ match }) => match)} />,
    },
    {
      key: 'trunks',
      header: t('outboundRoutes.columnTrunks'),
      cell: ({ trunkIds }) => (trunks === undefined ? null : trunkIds.map(nameOf).join(' → ')),
    },
    { key: 'for', header: t('outboundRoutes.columnFor'), cell: (route) => <WhoMay route={route} /> },
    {
      key: 'enabled',
      header: t('outboundRoutes.columnEnabled'),
      cell: (route) => <EnabledCell resource={route} />,
    },
  ];
}

/** Who may use a route, in a word each. */
function WhoMay({ route: { emergency, allowedGroups, hasPin } }: { route: OutboundRoute }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      {emergency && <Badge color="red">{t('outboundRoutes.badgeEmergency')}</Badge>}
      {allowedGroups.map((group) => (
        <Badge key={group} variant="default" tt="none">
          {group}
        </Badge>
      ))}
      {hasPin && <Badge variant="default">{t('outboundRoutes.badgePin')}</Badge>}
      {!emergency && allowedGroups.length === 0 && !hasPin && t('outboundRoutes.everybody')}
    </Group>
  );
}

function Patterns({ all }: { all: string[] }) {
  const { t } = useTranslation();
  const more = all.length - SHOWN_PATTERNS;
  return (
    <Group gap={6}>
      {all.slice(0, SHOWN_PATTERNS).map((match) => (
        <Code key={match}>{match}</Code>
      ))}
      {more > 0 && (
        <Text size="xs" c="dimmed">
          {t('outboundRoutes.morePatterns', { count: more })}
        </Text>
      )}
    </Group>
  );
}
