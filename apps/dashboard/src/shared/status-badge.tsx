import { Hint } from './hint';
import classes from './status-badge.module.css';

export type Tone = 'good' | 'busy' | 'bad' | 'warn' | 'quiet';

/** A state in a word, with a dot in its colour; the colour is never the only sign. */
export function StatusBadge({ tone, label, help }: { tone: Tone; label: string; help?: string }) {
  const badge = (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.dot} />
      {label}
    </span>
  );
  return help === undefined ? badge : <Hint label={help}>{badge}</Hint>;
}
