import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { RowLink } from '../../shared/row-link';
import { Surface } from '../../shared/surface';
import classes from './tile.module.css';

interface Props {
  label: string;
  /** The page that tells more; the whole tile leads there. */
  to?: '/calls' | '/history' | '/trunks' | '/trunks/new' | '/extensions' | '/extensions/new';
  value: ReactNode;
  notes?: readonly (string | false | null)[];
  tone?: 'bad' | 'warn' | undefined;
}

/** A figure with its name, and what puts it into perspective. */
export function Tile({ label, to, value, notes = [], tone }: Props) {
  return (
    <Surface p="md" className={classes.tile}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div role="group" aria-label={label}>
        <Text size="sm" c="dimmed">
          {to === undefined ? (
            label
          ) : (
            <RowLink to={to} className={classes.link ?? ''}>
              {label}
            </RowLink>
          )}
        </Text>
        <p className={classes.value} data-tone={tone}>
          {value}
        </p>
        {notes.map(
          (note) =>
            note !== false &&
            note !== null && (
              <Text key={note} size="xs" c="dimmed" className="tabular">
                {note}
              </Text>
            ),
        )}
      </div>
    </Surface>
  );
}
