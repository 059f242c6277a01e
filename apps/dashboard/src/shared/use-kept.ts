import { useState } from 'react';

/**
 * One of a list by its id. One that was there and is not any more stays as it was last seen, with `gone`, so that what
 * was typed over it is not lost.
 */
export function useKept<T extends { id: string }>(items: readonly T[] | undefined, id: string) {
  const found = items?.find((each) => each.id === id);
  const [kept, setKept] = useState(found);
  if (found !== undefined && found !== kept) setKept(found);
  const item = found ?? (kept?.id === id ? kept : undefined);
  return { item, gone: items !== undefined && found === undefined && item !== undefined };
}
