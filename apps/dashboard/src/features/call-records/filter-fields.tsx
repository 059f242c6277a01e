import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf, localOf } from '../../shared/format';
import type { HistoryField } from './history-search';
import { useHistorySearch } from './use-history-search';

const SETTLES_MS = 300;
const SEARCHED_FROM = 8;

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
  const { search, put } = useHistorySearch();
  const value = search[name];
  return (
    <Select
      label={label}
      placeholder={unset ?? t('callRecords.any')}
      clearable
      searchable={data.length > SEARCHED_FROM}
      nothingFoundMessage={t('callRecords.noChoice')}
      data={data}
      value={value === undefined ? null : String(value)}
      onChange={(chosen) => put({ [name]: chosen })}
    />
  );
}

/** A filter that is typed: text, or a whole number of at most `digits` digits. */
export function TextFilter({ name, label, icon, digits }: Props & { icon?: ReactNode; digits?: number }) {
  const { search, put } = useHistorySearch();
  const { field, typed, type } = useSettled(String(search[name] ?? ''), (text) => put({ [name]: text }));
  return (
    <TextInput
      ref={field}
      type={icon ? 'search' : 'text'}
      label={label}
      leftSection={icon}
      inputMode={digits ? 'numeric' : 'text'}
      maxLength={digits ?? 200}
      value={typed}
      onChange={({ currentTarget }) => type(digits ? currentTarget.value.replace(/\D/g, '') : currentTarget.value)}
    />
  );
}

/** A moment, in the time of the reader. */
export function TimeFilter({ name, label }: Props) {
  const { search, put } = useHistorySearch();
  const value = search[name];
  const stored = value === undefined ? '' : localOf(String(value));
  const { field, typed, type } = useSettled(stored, (text) => put({ [name]: instantOf(text) }));
  return (
    <TextInput
      ref={field}
      type="datetime-local"
      label={label}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

/** What is typed now; it is told once the typing rests. */
function useSettled(stored: string, tell: (text: string) => void): Settled {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(stored);
  const tellLater = useDebouncedCallback(tell, SETTLES_MS);
  useEffect(() => {
    // What is stored lacks a blank at the end: whoever is about to type the next word keeps it.
    if (document.activeElement !== field.current) setTyped(stored);
  }, [stored]);
  const type = (text: string) => {
    setTyped(text);
    tellLater(text);
  };
  return { field, typed, type };
}

interface Settled {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  type: (text: string) => void;
}
