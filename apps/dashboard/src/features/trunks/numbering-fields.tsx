import { Fieldset, Group, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { numbersIn, numbersOut } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { rewritesNumbers, type TrunkValues } from './trunk-form';

/** How the carrier writes numbers. */
export function NumberingFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  const prefix = { inputMode: 'numeric', autoComplete: 'off' } as const;
  return (
    <Fieldset legend={t('trunkOptions.numbering')} radius="md">
      <Stack gap="sm">
        <Select
          label={t('trunkOptions.numbersOut')}
          data={numbersOut.map((value) => ({ value, label: t(`trunkOptions.numbersOutAs.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('numbering.out')}
        />
        <Select
          label={t('trunkOptions.numbersIn')}
          data={numbersIn.map((value) => ({ value, label: t(`trunkOptions.numbersInAs.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('numbering.in')}
        />
        {rewritesNumbers(form.values.numbering) && (
          <Group grow align="flex-start" gap="sm">
            <TextInput
              label={t('trunkOptions.countryCode')}
              placeholder="49"
              required
              {...prefix}
              {...form.getInputProps('numbering.countryCode')}
            />
            <TextInput
              label={t('trunkOptions.nationalPrefix')}
              placeholder="0"
              {...prefix}
              {...form.getInputProps('numbering.nationalPrefix')}
            />
            <TextInput
              label={t('trunkOptions.internationalPrefix')}
              placeholder="00"
              {...prefix}
              {...form.getInputProps('numbering.internationalPrefix')}
            />
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
