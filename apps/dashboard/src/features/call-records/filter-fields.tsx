import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField, MomentField, TypedField } from '../../shared/filter-fields';
import type { HistoryField } from './history-search';
import { useHistorySearch } from './use-history-search';

interface Props {
  name: HistoryField;
  label: string;
}

interface ChoiceProps extends Props {
  data: { value: string; label: string }[];
  /** What holds while nothing is chosen, if not everything. */
  unset?: string;
}

/** A filter that is one of some values, or any. */
export function ChoiceFilter({ name, label, data, unset }: ChoiceProps) {
  const { t } = useTranslation();
  return <ChoiceField label={label} data={data} unset={unset ?? t('callRecords.any')} {...useFilter(name)} />;
}

/** A filter that is typed: text, or a whole number of at most `digits` digits. */
export function TextFilter({ name, label, icon, digits }: Props & { icon?: ReactNode; digits?: number }) {
  return <TypedField label={label} icon={icon} digits={digits} {...useFilter(name)} />;
}

/** A moment, in the time of the reader. */
export function TimeFilter({ name, label }: Props) {
  return <MomentField label={label} {...useFilter(name)} />;
}

/** A filter as the address has it, and the way to change it there. */
function useFilter(name: HistoryField) {
  const { search, put } = useHistorySearch();
  return { value: search[name], onChange: (value: string | null) => put({ [name]: value }) };
}
