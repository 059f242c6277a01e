import { TextInput, type TextInputProps } from '@mantine/core';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  value?: number | string;
  /** The number; an empty text while there is none. */
  onChange?: (value: number | string) => void;
}

/** A whole number that is not negative. What is no digit cannot be typed. */
export function NumberField({ value = '', onChange, ...props }: Props) {
  return (
    <TextInput
      {...props}
      inputMode="numeric"
      autoComplete="off"
      maxLength={9}
      value={String(value)}
      onChange={({ currentTarget }) => {
        const digits = currentTarget.value.replace(/\D/g, '');
        onChange?.(digits === '' ? '' : Number(digits));
      }}
    />
  );
}
