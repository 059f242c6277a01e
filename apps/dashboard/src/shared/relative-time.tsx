import { formatAbsolute, formatRelative } from './format';
import { Hint } from './hint';
import { useNow } from './use-now';

/** A moment in words, such as `3 minutes ago`; the exact time is in its hint. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <Hint label={formatAbsolute(at)}>
      <time dateTime={at}>{formatRelative(at, now)}</time>
    </Hint>
  );
}
