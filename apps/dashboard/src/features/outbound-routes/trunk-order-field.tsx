import { ActionIcon, Fieldset, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trunksQuery } from '../../api/trunks';
import { Select } from '../../shared/choice-inputs';

interface Props {
  value?: string[];
  onChange?: (trunkIds: string[]) => void;
  error?: ReactNode;
}

/** The trunks of a route in the order they are tried. */
export function TrunkOrderField({ value = [], onChange, error }: Props) {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  const nameOf = (id: string) => trunks.find((trunk) => trunk.id === id)?.name ?? t('outboundRoutes.goneTrunk');
  const rest = trunks.filter(({ id }) => !value.includes(id));
  const move = (from: number, to: number) => {
    const order = value.filter((_, index) => index !== from);
    order.splice(to, 0, ...value.slice(from, from + 1));
    onChange?.(order);
  };
  return (
    <Fieldset legend={t('outboundRoutes.trunks')} radius="md">
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t('outboundRoutes.trunksHelp')}
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
          aria-label={t('outboundRoutes.addTrunk')}
          placeholder={t('outboundRoutes.addTrunk')}
          data={rest.map(({ id, name }) => ({ value: id, label: name }))}
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
