import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Hint } from './hint';
import classes from './rows-field.module.css';

interface Props<Row extends { key: string }> {
  legend: string;
  help: string;
  rows: readonly Row[];
  /** The inputs of a row. */
  row: (row: Row, index: number) => ReactNode;
  addLabel: string;
  removeLabel: (row: Row, index: number) => string;
  onAdd: () => void;
  onRemove: (index: number) => void;
  error?: ReactNode;
}

/** A list in a form, a row of inputs each. */
export function RowsField<Row extends { key: string }>(props: Props<Row>) {
  const { legend, help, rows, row, addLabel, removeLabel, onAdd, onRemove, error } = props;
  return (
    <Fieldset legend={legend} radius="md">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {help}
        </Text>
        {rows.map((each, index) => (
          <div key={each.key} className={classes.row}>
            <div className={classes.inputs}>{row(each, index)}</div>
            <Hint label={removeLabel(each, index)}>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.remove}
                aria-label={removeLabel(each, index)}
                onClick={() => onRemove(index)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Hint>
          </div>
        ))}
        {error && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
        <Group>
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={15} />} onClick={onAdd}>
            {addLabel}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
