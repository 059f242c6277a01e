import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from './choice-inputs';
import { instantOf, localOf } from './format';
import { useSettled } from './use-settled';

const SEARCHED_FROM = 8;
/** More choices than this are found by typing. */
const CHOICES = 100;

interface Props {
  label: string;
  /** What the address says; undefined for nothing. */
  value: string | number | undefined;
  onChange: (value: string | null) => void;
}

interface ChoiceProps extends Props {
  data: { value: string; label: string }[];
  /** What holds while nothing is chosen. */
  unset: string;
}

/** A filter that is one of some values, or any. */
export function ChoiceField({ label, value, onChange, data, unset }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      placeholder={unset}
      clearable
      searchable={data.length > SEARCHED_FROM}
      limit={CHOICES}
      nothingFoundMessage={t('callRecords.noChoice')}
      data={data}
      value={value === undefined ? null : String(value)}
      onChange={onChange}
    />
  );
}

interface TypedProps extends Props {
  /** With one it is the search of the list. */
  icon?: ReactNode;
  longest?: number;
  digits?: number;
}

/** A filter that is typed: text, or a whole number of at most `digits` digits. */
export function TypedField({ label, value, onChange, icon, longest = 200, digits }: TypedProps) {
  const { field, typed, type } = useSettled(String(value ?? ''), onChange);
  return (
    <TextInput
      ref={field}
      type={icon ? 'search' : 'text'}
      label={label}
      leftSection={icon}
      inputMode={digits ? 'numeric' : 'text'}
      maxLength={digits ?? longest}
      value={typed}
      onChange={({ currentTarget }) => type(digits ? currentTarget.value.replace(/\D/g, '') : currentTarget.value)}
    />
  );
}

/** A moment, in the time of the reader. */
export function MomentField({ label, value, onChange }: Props) {
  const stored = value === undefined ? '' : localOf(String(value));
  const { field, typed, type } = useSettled(stored, (local) => onChange(instantOf(local)));
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
