import { Button, Group, Input, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explanationQuery } from '../../api/routing';
import { trunksQuery } from '../../api/trunks';
import { Select } from '../../shared/choice-inputs';
import { contractErrors } from '../../shared/contract-validation';
import { Surface } from '../../shared/surface';
import { type ExplainSearch, questionOf } from './explain-search';

const route = getRouteApi('/shell/routing');

/** Who calls, what, and, for calls of carriers, over which trunk and when. */
export function ExplainForm({ asked }: { asked: ExplainSearch }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [search, setSearch] = useState(asked);
  const [errors, setErrors] = useState<Record<string, string>>({});
  // The address may change under the form, which keeps the focus.
  const { direction, from, to, trunk, at } = asked;
  useEffect(() => setSearch({ direction, from, to, trunk, at }), [direction, from, to, trunk, at]);
  const change = (part: ExplainSearch) => setSearch({ ...search, ...part });
  const inbound = search.direction === 'inbound';
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const question = questionOf(search);
    const wrong = await contractErrors('routingQuestionSchema', question);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    // The same is asked anew, too.
    void client.invalidateQueries({ queryKey: explanationQuery(question).queryKey });
    void navigate({ search });
  };
  return (
    <Surface p="md">
      <form noValidate onSubmit={(event) => void ask(event)}>
        <Group align="flex-start" gap="md">
          <Input.Wrapper label={t('routing.direction')} labelElement="div">
            <SegmentedControl
              display="flex"
              aria-label={t('routing.direction')}
              value={search.direction ?? 'outbound'}
              onChange={(value) =>
                // An extension is no caller of a carrier.
                change({ direction: value === 'inbound' ? value : undefined, from: undefined })
              }
              data={[
                { value: 'outbound', label: t('routing.outbound') },
                { value: 'inbound', label: t('routing.inbound') },
              ]}
            />
          </Input.Wrapper>
          <TextInput
            label={t(inbound ? 'routing.caller' : 'routing.from')}
            placeholder={t(inbound ? 'routing.withheld' : 'routing.anybody')}
            value={search.from ?? ''}
            error={errors.from}
            onChange={({ currentTarget }) => change({ from: currentTarget.value.trim() || undefined })}
          />
          <TextInput
            label={t(inbound ? 'routing.toNumber' : 'routing.toDialled')}
            value={search.to ?? ''}
            error={errors.to}
            onChange={({ currentTarget }) => change({ to: currentTarget.value.trim() || undefined })}
          />
          {inbound && <Inbound search={search} change={change} />}
          <Button type="submit" mt={26}>
            {t('routing.explain')}
          </Button>
        </Group>
      </form>
    </Surface>
  );
}

function Inbound({ search, change }: { search: ExplainSearch; change: (part: ExplainSearch) => void }) {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  return (
    <>
      <Select
        label={t('routing.trunk')}
        placeholder={t('routing.anyTrunk')}
        data={trunks.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.trunk ?? null}
        onChange={(trunk) => change({ trunk: trunk ?? undefined })}
        clearable
        searchable
      />
      <TextInput
        type="datetime-local"
        label={t('routing.at')}
        description={t('routing.now')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={search.at ?? ''}
        onChange={({ currentTarget }) => change({ at: currentTarget.value || undefined })}
      />
    </>
  );
}
