import { ActionIcon, Fieldset, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from './choice-inputs';

interface Props {
  legend: string;
  help: string;
  /** What the choice is called that adds one. */
  add: string;
  /** What stands for one that is none of the choices. */
  gone: string;
  choices: { value: string; label: string }[];
  value?: string[];
  onChange?: (ids: string[]) => void;
  error?: ReactNode;
}

/** Some of several things, in an order that matters. */
export function OrderField({ legend, help, add, gone, choices, value = [], onChange, error }: Props) {
  const { t } = useTranslation();
  const nameOf = (id: string) => choices.find((choice) => choice.value === id)?.label ?? gone;
  const rest = choices.filter((choice) => !value.includes(choice.value));
  const move = (from: number, to: number) => {
    const order = value.filter((_, index) => index !== from);
    order.splice(to, 0, ...value.slice(from, from + 1));
    onChange?.(order);
  };
  return (
    <Fieldset legend={legend} radius="md">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {help}
        </Text>
        {value.map((id, index) => (
          <Paper key={id} withBorder px="sm" py={6} radius="md">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">
                {index + 1}. {nameOf(id)}
              </Text>
              <Group gap={2} wrap="nowrap">
                <OrderButton
                  label={`${t('common.moveUp')}: ${nameOf(id)}`}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                >
                  <IconArrowUp size={16} />
                </OrderButton>
                <OrderButton
                  label={`${t('common.moveDown')}: ${nameOf(id)}`}
                  disabled={index === value.length - 1}
                  onClick={() => move(index, index + 1)}
                >
                  <IconArrowDown size={16} />
                </OrderButton>
                <OrderButton
                  label={`${t('common.remove')}: ${nameOf(id)}`}
                  onClick={() => onChange?.(value.filter((each) => each !== id))}
                >
                  <IconX size={16} />
                </OrderButton>
              </Group>
            </Group>
          </Paper>
        ))}
        <Select
          aria-label={add}
          placeholder={add}
          data={rest}
          value={null}
          onChange={(id) => id !== null && onChange?.([...value, id])}
          disabled={rest.length === 0}
          error={error}
          searchable
        />
      </Stack>
    </Fieldset>
  );
}

interface OrderButtonProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function OrderButton({ label, disabled = false, onClick, children }: OrderButtonProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
