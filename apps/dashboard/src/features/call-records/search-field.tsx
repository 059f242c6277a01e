import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';

const SETTLES_MS = 300;

interface Props {
  label: string;
  icon: ReactNode;
  value: string;
  onChange: (text: string) => void;
}

/** A field that tells what was typed once the typing rests. */
export function SearchField({ label, icon, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, SETTLES_MS);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      label={label}
      leftSection={icon}
      maxLength={80}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
