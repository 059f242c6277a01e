import { Button, Group, Input, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { RoutingQuestion } from '@trunkline/contracts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explanationQuery } from '../../api/routing';
import { contractErrors } from '../../shared/contract-validation';
import { Surface } from '../../shared/surface';

const route = getRouteApi('/shell/routing');

/** Who calls, and what. */
export function ExplainForm({ asked }: { asked: RoutingQuestion }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [question, setQuestion] = useState(asked);
  const [errors, setErrors] = useState<Record<string, string>>({});
  // The address may change under the form, which keeps the focus.
  const { direction, from, to } = asked;
  useEffect(() => setQuestion({ direction, from, to }), [direction, from, to]);
  const change = (part: Partial<RoutingQuestion>) => setQuestion({ ...question, ...part });
  const inbound = question.direction === 'inbound';
  const ask = async () => {
    const wrong = await contractErrors('routingQuestionSchema', question);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    // The same is asked anew, too.
    void client.invalidateQueries({ queryKey: explanationQuery(question).queryKey });
    const search = { direction: inbound ? ('inbound' as const) : undefined, from: question.from ?? undefined };
    void navigate({ search: { ...search, to: question.to } });
  };
  return (
    <Surface p="md">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Group align="flex-start" gap="md">
          <Input.Wrapper label={t('routing.direction')} labelElement="div">
            <SegmentedControl
              display="flex"
              aria-label={t('routing.direction')}
              value={question.direction}
              onChange={(value) =>
                // Where a call of a trunk goes does not depend on who calls.
                change(value === 'inbound' ? { direction: value, from: null } : { direction: 'outbound' })
              }
              data={[
                { value: 'outbound', label: t('routing.outbound') },
                { value: 'inbound', label: t('routing.inbound') },
              ]}
            />
          </Input.Wrapper>
          {!inbound && (
            <TextInput
              label={t('routing.from')}
              placeholder={t('routing.anybody')}
              value={question.from ?? ''}
              error={errors.from}
              onChange={({ currentTarget }) => change({ from: currentTarget.value.trim() || null })}
            />
          )}
          <TextInput
            label={t(inbound ? 'routing.toNumber' : 'routing.toDialled')}
            value={question.to}
            error={errors.to}
            onChange={({ currentTarget }) => change({ to: currentTarget.value.trim() })}
          />
          <Button type="submit" mt={26}>
            {t('routing.explain')}
          </Button>
        </Group>
      </form>
    </Surface>
  );
}
