import { Badge, Tooltip } from '@mantine/core';
import classes from './status-badge.module.css';

export type Tone = 'good' | 'busy' | 'bad' | 'warn' | 'quiet';

const colors: Record<Tone, string> = { good: 'teal', busy: 'blue', bad: 'red', warn: 'yellow', quiet: 'gray' };

/** A state in a word, with a dot in its colour; the colour is never the only sign. */
export function StatusBadge({ tone, label, help }: { tone: Tone; label: string; help?: string }) {
  const badge = (
    <Badge
      variant="light"
      color={colors[tone]}
      tt="none"
      fw={550}
      size="lg"
      radius="sm"
      className={classes.badge}
      leftSection={<span className={classes.dot} data-tone={tone} />}
    >
      {label}
    </Badge>
  );
  return help === undefined ? badge : <Tooltip label={help}>{badge}</Tooltip>;
}
