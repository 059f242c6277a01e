import { type MultiSelectProps, type SelectProps, type TagsInputProps, TextInput } from '@mantine/core';
import { type ComponentType, useState } from 'react';

const load = () => import('./loaded-choice-inputs');
type Loaded = Awaited<ReturnType<typeof load>>;
/** What the three have in common, as far as it is seen before they are opened. */
type Seen = Pick<
  SelectProps,
  'label' | 'description' | 'required' | 'disabled' | 'error' | 'placeholder' | 'w' | 'maw' | 'inputWrapperOrder'
> &
  Pick<TagsInputProps, 'data'> & { value?: string | string[] | null; 'aria-label'?: string | undefined };

/**
 * One of Mantine's inputs with a list to choose from. List, search and their placing are a large part of a page, so they
 * are loaded when the field is first pointed at or focused; until then a field of the same looks tells what is chosen.
 */
function onDemand<Props extends object>(name: keyof Loaded) {
  return function ChoiceInput(props: Props) {
    const [loaded, setLoaded] = useState<Loaded>();
    const [touched, setTouched] = useState<{ autoFocus?: boolean; defaultDropdownOpened?: boolean }>({});
    if (loaded) {
      const Input = loaded[name] as unknown as ComponentType<Props & typeof touched>;
      return <Input {...props} {...touched} />;
    }
    const want = () => void load().then(setLoaded, () => {});
    const { label, description, required, disabled, error, placeholder, w, maw, data, value, ...rest } = props as Seen;
    const { inputWrapperOrder } = rest;
    return (
      <TextInput
        {...{ label, description, required, disabled, error, placeholder, w, maw }}
        {...(inputWrapperOrder && { inputWrapperOrder })}
        aria-label={rest['aria-label']}
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={false}
        readOnly
        value={wordsOf(data, value)}
        styles={{ input: { textOverflow: 'ellipsis' } }}
        onPointerEnter={want}
        onPointerDown={() => setTouched({ autoFocus: true, defaultDropdownOpened: true })}
        onFocus={() => {
          setTouched((before) => ({ ...before, autoFocus: true }));
          want();
        }}
      />
    );
  };
}

/** One of several values, or none. */
export const Select = onDemand<SelectProps>('Select');
/** Some of several values. */
export const MultiSelect = onDemand<MultiSelectProps>('MultiSelect');
/** Values that are typed. */
export const TagsInput = onDemand<TagsInputProps>('TagsInput');

/** What is chosen, by the labels of the choices. */
function wordsOf(data: Seen['data'] = [], value: Seen['value']): string {
  const chosen = Array.isArray(value) ? value : [value ?? ''];
  const labels = new Map(
    data.flatMap((item) =>
      typeof item === 'object' && 'value' in item && 'label' in item ? [[item.value, item.label] as const] : [],
    ),
  );
  return chosen.map((each) => labels.get(each) ?? each).join(', ');
}
