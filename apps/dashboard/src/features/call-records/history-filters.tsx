import { Button, Stack } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { callDirections, dispositions } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { FilterGrid } from '../../shared/filter-grid';
import { useCan } from '../../shared/principal';
import { SavedFilters } from '../../shared/saved-filters/saved-filters';
import { ChoiceFilter, TextFilter, TimeFilter } from './filter-fields';
import { MoreFilters, moreFilters } from './more-filters';
import { useHistorySearch } from './use-history-search';

/** The filters of the history: the usual ones, and on request all others. */
export function HistoryFilters() {
  const { t } = useTranslation();
  const { search, filtered, clear, apply } = useHistorySearch();
  const trunks = useQuery({ ...trunksQuery, enabled: useCan('config:read') }).data ?? [];
  const inUse = moreFilters.filter((name) => search[name] !== undefined).length;
  const [more, setMore] = useState(inUse > 0);
  return (
    <Stack gap="sm">
      <FilterGrid
        actions={
          <>
            <Button
              variant="default"
              aria-expanded={more}
              leftSection={more ? <IconChevronUp size={16} /> : <IconAdjustmentsHorizontal size={16} />}
              onClick={() => setMore(!more)}
            >
              {more ? t('callRecords.fewerFilters') : t('callRecords.moreFilters', { count: inUse })}
            </Button>
            <SavedFilters list="call-records" filter={search} onApply={apply} />
            {filtered && (
              <Button variant="subtle" leftSection={<IconX size={16} />} onClick={clear}>
                {t('callRecords.clear')}
              </Button>
            )}
          </>
        }
      >
        <TextFilter name="search" label={t('callRecords.filterSearch')} icon={<IconSearch size={16} />} />
        <TimeFilter name="from" label={t('callRecords.filterFrom')} />
        <TimeFilter name="to" label={t('callRecords.filterTo')} />
        <ChoiceFilter
          name="direction"
          label={t('callRecords.filterDirection')}
          data={callDirections.map((value) => ({ value, label: t(`calls.direction.${value}`) }))}
        />
        <ChoiceFilter
          name="disposition"
          label={t('callRecords.filterResult')}
          data={dispositions.map((value) => ({ value, label: t(`callRecords.disposition.${value}`) }))}
        />
        <ChoiceFilter
          name="trunkId"
          label={t('callRecords.filterTrunk')}
          data={trunks.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FilterGrid>
      {more && <MoreFilters />}
    </Stack>
  );
}
