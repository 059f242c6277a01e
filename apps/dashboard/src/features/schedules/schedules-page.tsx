import { Stack, Text } from '@mantine/core';
import { IconCalendarClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { Schedule } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { schedulesQuery } from '../../api/schedules';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { ListSurface } from '../../shared/list-surface';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { StatusBadge } from '../../shared/status-badge';
import { useHoursLines } from './schedule-words';

const SHOWN_HOURS = 3;

/** All schedules, with their hours and what they say now. */
export function SchedulesPage() {
  const { t } = useTranslation();
  const query = useQuery(schedulesQuery);
  const create = <CreateButton to="/schedules/new" label={t('common.newSchedule')} permission="config:write" />;
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('common.schedulesTitle')} intro={t('inbound.schedules.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('common.schedulesTitle')}
        list="schedules"
        query={query}
        columns={useColumns()}
        rowKey={({ id }) => id}
        text={({ name, timezone }) => `${name} ${timezone}`}
        empty={
          <EmptyState icon={IconCalendarClock} title={t('inbound.schedules.emptyTitle')} action={create}>
            {t('inbound.schedules.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="schedule" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<Schedule>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('inbound.schedules.name'),
      kind: 'main',
      cell: ({ id, name, timezone }) => (
        <NameCell note={timezone}>
          <RowLink to="/schedules/$id" params={{ id }}>
            {name}
          </RowLink>
        </NameCell>
      ),
    },
    {
      key: 'weekly',
      header: t('inbound.schedules.columnHours'),
      cell: (schedule) => <HoursCell schedule={schedule} />,
    },
    {
      key: 'now',
      header: t('inbound.schedules.columnNow'),
      cell: ({ now: { state, holiday }, override }) => (
        <NameCell note={override === null ? holiday : t('inbound.schedules.byHand')}>
          <StatusBadge tone={state === 'open' ? 'good' : 'quiet'} label={t(`inbound.state.${state}`)} />
        </NameCell>
      ),
    },
  ];
}

function HoursCell({ schedule: { weekly } }: { schedule: Schedule }) {
  const { t } = useTranslation();
  const lines = useHoursLines()(weekly);
  const more = lines.length - SHOWN_HOURS;
  if (lines.length === 0) return t('inbound.schedules.never');
  return (
    <Stack gap={0}>
      {lines.slice(0, SHOWN_HOURS).map((line) => (
        <Text key={line} size="sm">
          {line}
        </Text>
      ))}
      {more > 0 && (
        <Text size="xs" c="dimmed">
          {t('inbound.more', { count: more })}
        </Text>
      )}
    </Stack>
  );
}
