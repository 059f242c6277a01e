import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { RoutingQuestion } from '@trunkline/contracts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Surface } from '../../shared/surface';

const route = getRouteApi('/shell/routing');
const dialled = /^[0-9+*#]{1,32}$/;

/** Who calls, and what. */
export function ExplainForm({ asked }: { asked: RoutingQuestion }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [direction, setDirection] = useState(asked.direction);
  const [from, setFrom] = useState(asked.from ?? '');
  const [to, setTo] = useState(asked.to);
  const [wrong, setWrong] = useState(false);
  const inbound = direction === 'inbound';
  const problem = (value: string, needed: boolean) =>
    wrong && (value === '' ? needed : !dialled.test(value)) ? t('routing.notDialled') : null;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const fits = dialled.test(to) && (from === '' || dialled.test(from));
    setWrong(!fits);
    const search = { direction: inbound ? ('inbound' as const) : undefined, from: from || undefined, to };
    if (fits) void navigate({ search });
  };
  return (
    <Surface p="md">
      <form onSubmit={ask} noValidate>
        <Group align="flex-start" gap="md">
          <SegmentedControl
            mt={26}
            aria-label={t('routing.direction')}
            value={direction}
            onChange={(value) => setDirection(value === 'inbound' ? value : 'outbound')}
            data={[
              { value: 'outbound', label: t('routing.outbound') },
              { value: 'inbound', label: t('routing.inbound') },
            ]}
          />
          <TextInput
            label={t(inbound ? 'routing.fromCaller' : 'routing.fromExtension')}
            placeholder={t('routing.anybody')}
            value={from}
            error={problem(from, false)}
            onChange={({ currentTarget }) => setFrom(currentTarget.value.trim())}
          />
          <TextInput
            label={t(inbound ? 'routing.toNumber' : 'routing.toDialled')}
            value={to}
            error={problem(to, true)}
            onChange={({ currentTarget }) => setTo(currentTarget.value.trim())}
          />
          <Button type="submit" mt={26}>
            {t('routing.explain')}
          </Button>
        </Group>
      </form>
    </Surface>
  );
}
