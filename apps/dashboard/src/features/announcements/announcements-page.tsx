import { IconSpeakerphone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { Announcement } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { announcementsQuery } from '../../api/announcements';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { DestinationLink } from '../../shared/destination/destination-link';
import { EmptyState } from '../../shared/empty-state';
import { EnabledCell } from '../../shared/enabled-badge';
import { ListSurface } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { useAudioFacts } from './audio-facts';

/** All announcements: what is heard, and where the call goes then. */
export function AnnouncementsPage() {
  const { t } = useTranslation();
  const query = useQuery(announcementsQuery);
  const create = <CreateButton to="/announcements/new" label={t('common.newAnnouncement')} permission="config:write" />;
  return (
    <Page
      title={t('common.announcementsTitle')}
      intro={t('announcements.intro')}
      aside={query.data?.length === 0 ? null : create}
    >
      <ListSurface
        label={t('common.announcementsTitle')}
        list="announcements"
        query={query}
        columns={useColumns()}
        rowKey={(announcement) => announcement.id}
        text={({ name }) => name}
        empty={
          <EmptyState icon={IconSpeakerphone} title={t('announcements.emptyTitle')} action={create}>
            {t('announcements.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="announcement" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<Announcement>[] {
  const { t } = useTranslation();
  const factsOf = useAudioFacts();
  return [
    {
      key: 'name',
      header: t('announcements.columnName'),
      kind: 'main',
      cell: ({ id, name }) => (
        <RowLink to="/announcements/$id" params={{ id }}>
          {name}
        </RowLink>
      ),
    },
    { key: 'audio', header: t('announcements.columnAudio'), cell: ({ audio }) => factsOf(audio) },
    {
      key: 'next',
      header: t('announcements.columnNext'),
      cell: ({ next }) => <DestinationLink destination={next} nowhere={t('announcements.noDestination')} />,
    },
    {
      key: 'enabled',
      header: t('announcements.columnEnabled'),
      cell: (announcement) => <EnabledCell resource={announcement} />,
    },
  ];
}
