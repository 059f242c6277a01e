import { Button, Select, SimpleGrid, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { callDirectionSchema, dispositionSchema } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { useCan } from '../../shared/principal';
import classes from './history-filters.module.css';
import type { HistorySearch } from './history-search';
import { SearchField } from './search-field';

const route = getRouteApi('/shell/history');

/** The filters of the history. They live in the address, so that a filtered list can be kept and sent. */
export function HistoryFilters() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayReadConfig = useCan('config:read');
  const trunks = useQuery({ ...trunksQuery, enabled: mayReadConfig }).data ?? [];
  const put = (change: Partial<Record<keyof HistorySearch, string | null>>) => {
    const entries = Object.entries({ ...search, ...change }).filter(([, value]) => value);
    void navigate({ search: Object.fromEntries(entries) as HistorySearch, replace: true });
  };
  const any = t('callRecords.any');
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" verticalSpacing="sm" className={classes.filters}>
      <SearchField
        label={t('callRecords.filterSearch')}
        icon={<IconSearch size={16} />}
        value={search.search ?? ''}
        onChange={(text) => put({ search: text })}
      />
      <Select
        label={t('callRecords.filterDirection')}
        placeholder={any}
        clearable
        data={callDirectionSchema.options.map((value) => ({ value, label: t(`calls.direction.${value}`) }))}
        value={search.direction ?? null}
        onChange={(direction) => put({ direction })}
      />
      <Select
        label={t('callRecords.filterResult')}
        placeholder={any}
        clearable
        data={dispositionSchema.options.map((value) => ({ value, label: t(`callRecords.disposition.${value}`) }))}
        value={search.disposition ?? null}
        onChange={(disposition) => put({ disposition })}
      />
      <Select
        label={t('callRecords.filterTrunk')}
        placeholder={any}
        clearable
        data={trunks.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.trunkId ?? null}
        onChange={(trunkId) => put({ trunkId })}
      />
      <TextInput
        type="date"
        label={t('callRecords.filterFrom')}
        value={search.fromDay ?? ''}
        onChange={(event) => put({ fromDay: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('callRecords.filterTo')}
        value={search.toDay ?? ''}
        onChange={(event) => put({ toDay: event.currentTarget.value })}
      />
      {Object.keys(search).length > 0 && (
        <Button variant="subtle" leftSection={<IconX size={16} />} onClick={() => void navigate({ search: {} })}>
          {t('callRecords.clear')}
        </Button>
      )}
    </SimpleGrid>
  );
}
