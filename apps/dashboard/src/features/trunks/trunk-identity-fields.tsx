import { Group, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { callerIdPolicies } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { NumberField } from '../../shared/number-field';
import type { TrunkValues } from './trunk-form';

const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

/** What a trunk shows to its carrier, and how many calls it carries. All of it may be left empty. */
export function TrunkIdentityFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('trunks.callerId')}
        description={t('trunkOptions.callerIdHelp')}
        {...plain}
        {...form.getInputProps('callerId')}
      />
      {form.values.callerId !== '' && (
        <Select
          label={t('trunkOptions.callerIdPolicy')}
          data={callerIdPolicies.map((value) => ({ value, label: t(`trunkOptions.callerIdPolicies.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('callerIdPolicy')}
        />
      )}
      <Group grow align="flex-start" gap="sm">
        <NumberField
          label={t('trunks.maxCalls')}
          description={t('trunkOptions.maxCallsHelp')}
          {...form.getInputProps('maxCalls')}
        />
        <NumberField
          label={t('trunkOptions.maxCallsPerSecond')}
          description={t('trunkOptions.maxCallsPerSecondHelp')}
          {...form.getInputProps('maxCallsPerSecond')}
        />
      </Group>
      <Group grow align="flex-start" gap="sm">
        <TextInput label={t('trunks.fromUser')} {...plain} {...form.getInputProps('fromUser')} />
        <TextInput label={t('trunks.fromDomain')} {...plain} {...form.getInputProps('fromDomain')} />
      </Group>
    </>
  );
}
