import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { CallRecordHit, Role, SearchHit, SearchResults } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../../api/search';
import { formatAbsolute } from '../../shared/format';
import { useCan } from '../../shared/principal';
import { navigation, type PagePath } from '../navigation';
import { type Entry, type EntryGroup, withEntries } from './entries';

type Kind = Exclude<keyof SearchResults, 'incomplete'>;

/** The list that each kind of thing is in; its panel is below it. In the order in which hits are shown. */
const lists = {
  extensions: '/extensions',
  numbers: '/numbers',
  trunks: '/trunks',
  outboundRoutes: '/outbound-routes',
  ringGroups: '/ring-groups',
  inboundRoutes: '/inbound-routes',
  schedules: '/schedules',
  certificates: '/certificates',
  users: '/users',
  webhooks: '/webhooks',
  callRecords: '/history',
} as const satisfies Record<Kind, PagePath>;

const pages = navigation.flatMap(({ pages }) => [...pages]);

/** What the API finds for a text that is not being typed any more, and whether that is all. */
export function useHits(text: string) {
  const { t } = useTranslation();
  const query = useQuery(searchQuery(text));
  const noteOf = useNotes();
  const seesHistory = useCan('records:read');
  if (text === '') return { groups: [], pending: false, error: null, incomplete: false };
  const groups = (Object.keys(lists) as Kind[]).map((kind): EntryGroup => {
    const page = pages.find(({ to }) => to === lists[kind]);
    const entryOf = (hit: SearchHit | CallRecordHit): Entry => ({
      key: hit.id,
      icon: page?.icon ?? IconSearch,
      label: hit.title,
      note: noteOf(kind, hit),
      choose: { to: { to: `${lists[kind]}/$id`, params: { id: hit.id } } },
    });
    const entries = (query.data?.[kind] ?? []).map(entryOf);
    if (kind === 'callRecords' && seesHistory) entries.push(historyEntry(t('palette.history', { text }), text));
    return { title: page ? t(page.label) : kind, entries };
  });
  return {
    groups: withEntries(groups),
    pending: query.isFetching,
    error: query.error,
    incomplete: query.data?.incomplete ?? false,
  };
}

const historyEntry = (label: string, search: string): Entry => ({
  key: 'history-search',
  icon: IconSearch,
  label,
  choose: { to: { to: '/history', search: { search } } },
});

/** What explains a hit, in the language of the page. */
function useNotes(): (kind: Kind, hit: SearchHit | CallRecordHit) => string | null {
  const { t } = useTranslation();
  return (kind, hit) => {
    if (kind === 'users') return t(`users.roles.${hit.subtitle as Role}`);
    if (!('disposition' in hit)) return hit.subtitle;
    const told = [hit.subtitle, t(`callRecords.disposition.${hit.disposition}`), formatAbsolute(hit.startedAt)];
    return told.filter(Boolean).join(' · ');
  };
}
