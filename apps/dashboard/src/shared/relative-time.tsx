import { Tooltip } from '@mantine/core';
import { formatAbsolute, formatRelative } from './format';
import { useNow } from './use-now';

/** A moment in words, such as `3 minutes ago`; the exact time is in its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <Tooltip label={formatAbsolute(at)} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={at}>{formatRelative(at, now)}</time>
    </Tooltip>
  );
}
