import { Badge, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDevices } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, endSession, sessionsQuery } from '../../api/sessions';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { EmptyState } from '../../shared/empty-state';
import { ListSurface } from '../../shared/list-surface';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { useCan } from '../../shared/principal';
import { RelativeTime } from '../../shared/relative-time';
import type { Column } from '../../shared/row-table';

/** Where people are logged in: oneself, or everybody for who manages access. */
export function SessionsPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery(sessionsQuery(useCan('access:manage')));
  const [asking, setAsking] = useState<Session>();
  const columns = useColumns(setAsking);
  const refresh = () => queries.invalidateQueries({ queryKey: ['sessions'] });
  const others = useMutation({ mutationFn: endOtherSessions, onSuccess: refresh });
  const end = async ({ id }: Session) => {
    await endSession(id);
    await refresh();
    notifications.show({ color: 'teal', message: t('sessions.ended') });
  };
  const endOthers = (
    <Button variant="default" loading={others.isPending} onClick={() => others.mutate()}>
      {t('sessions.endOthers')}
    </Button>
  );
  return (
    <Page title={t('sessions.title')} intro={t('sessions.intro')} aside={endOthers}>
      <ListSurface
        label={t('sessions.title')}
        list="sessions"
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        text={({ username, address, userAgent }) => `${username} ${address ?? ''} ${userAgent ?? ''}`}
        empty={
          <EmptyState icon={IconDevices} title={t('sessions.emptyTitle')}>
            {t('sessions.empty')}
          </EmptyState>
        }
      />
      {asking && (
        <ConfirmDialog
          title={t('sessions.endTitle', { name: asking.username })}
          confirm={t('sessions.end')}
          action={() => end(asking)}
          onClose={() => setAsking(undefined)}
        >
          {t('sessions.endText')}
        </ConfirmDialog>
      )}
    </Page>
  );
}

function useColumns(onEnd: (session: Session) => void): Column<Session>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'user',
      header: t('sessions.columnUser'),
      kind: 'main',
      cell: ({ username, current }) => (
        <Group gap="xs">
          <Text fw={550}>{username}</Text>
          {current && <Badge variant="light">{t('sessions.current')}</Badge>}
        </Group>
      ),
    },
    {
      key: 'from',
      header: t('sessions.columnFrom'),
      cell: ({ address, userAgent }) => <NameCell note={userAgent}>{address ?? t('sessions.unknown')}</NameCell>,
    },
    {
      key: 'created',
      header: t('sessions.columnCreated'),
      wideOnly: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    { key: 'seen', header: t('sessions.columnSeen'), cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
    {
      key: 'actions',
      header: t('common.actions'),
      kind: 'actions',
      cell: (session) =>
        !session.current && (
          <Button
            size="compact-md"
            fz="sm"
            variant="default"
            aria-label={`${t('sessions.end')}: ${session.username}`}
            onClick={() => onEnd(session)}
          >
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}
