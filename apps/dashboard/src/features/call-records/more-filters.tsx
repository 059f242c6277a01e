import { useQuery } from '@tanstack/react-query';
import { callRecordSorts, recordEndReasons } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { outboundRoutesQuery } from '../../api/outbound-routes';
import { useCauseChoices } from '../../shared/cause-text';
import { FilterGrid } from '../../shared/filter-grid';
import { useCan } from '../../shared/principal';
import { ChoiceFilter, TextFilter } from './filter-fields';
import type { HistoryField } from './history-search';

/** The filters that are not shown before they are asked for or in use. */
export const moreFilters = [
  'extensionId',
  'routeId',
  'fromNumber',
  'toNumber',
  'minBilledSeconds',
  'maxBilledSeconds',
  'minDurationSeconds',
  'maxDurationSeconds',
  'endReason',
  'hangupCause',
  'sipCode',
  'sipCallId',
  'linkedid',
  'sort',
] as const satisfies HistoryField[];

const numbers = ['minBilledSeconds', 'maxBilledSeconds', 'minDurationSeconds', 'maxDurationSeconds'] as const;

/** Everything else that call records can be searched by, and their order. */
export function MoreFilters() {
  const { t } = useTranslation();
  const enabled = useCan('config:read');
  const extensions = useQuery({ ...extensionsQuery, enabled }).data ?? [];
  const routes = useQuery({ ...outboundRoutesQuery, enabled }).data ?? [];
  const causes = useCauseChoices();
  return (
    <FilterGrid>
      <ChoiceFilter
        name="extensionId"
        label={t('callRecords.filterExtension')}
        data={extensions.map(({ id, number, name }) => ({ value: id, label: `${number} · ${name}` }))}
      />
      <ChoiceFilter
        name="routeId"
        label={t('callRecords.route')}
        data={routes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextFilter name="fromNumber" label={t('callRecords.filterFromNumber')} />
      <TextFilter name="toNumber" label={t('callRecords.filterToNumber')} />
      {numbers.map((name) => (
        <TextFilter key={name} name={name} label={t(`callRecords.filter.${name}`)} digits={9} />
      ))}
      <ChoiceFilter
        name="endReason"
        label={t('callRecords.filterEnd')}
        data={recordEndReasons.map((value) => ({ value, label: t(`callRecords.endChoice.${value}`) }))}
      />
      <ChoiceFilter name="hangupCause" label={t('callRecords.filterCause')} data={causes} />
      <TextFilter name="sipCode" label={t('callRecords.filterSipCode')} digits={3} />
      <TextFilter name="sipCallId" label={t('callRecords.filterSipCallId')} />
      <TextFilter name="linkedid" label={t('callRecords.linkedid')} />
      <ChoiceFilter
        name="sort"
        label={t('callRecords.sort')}
        unset={t('callRecords.order.-startedAt')}
        data={callRecordSorts.map((value) => ({ value, label: t(`callRecords.order.${value}`) }))}
      />
    </FilterGrid>
  );
}
