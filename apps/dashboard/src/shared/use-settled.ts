import { useDebouncedCallback } from '@mantine/hooks';
import { type RefObject, useEffect, useRef, useState } from 'react';

const SETTLES_MS = 300;

interface Settled {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  type: (text: string) => void;
}

/** What is typed now; it is told once the typing rests. */
export function useSettled(stored: string, tell: (text: string) => void): Settled {
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
