import { Group, Radio, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { DestinationFields } from '../../shared/destination/destination-fields';
import { NumberField } from '../../shared/number-field';
import { OrderField } from '../../shared/order-field';
import type { RingGroupValues } from './ring-group-form';

/** The fields of a ring group; `id` is its own, which it cannot lead to. */
export function RingGroupFields({ form, id }: { form: UseFormReturnType<RingGroupValues>; id?: string }) {
  const { t } = useTranslation();
  const extensions = useQuery(extensionsQuery).data ?? [];
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label={t('ringGroups.name')}
          description={t('ringGroups.nameHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          data-autofocus
          style={{ flex: 1 }}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('ringGroups.number')}
          description={t('ringGroups.numberHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          inputMode="numeric"
          w={150}
          {...form.getInputProps('number')}
        />
      </Group>
      <OrderField
        legend={t('ringGroups.members')}
        help={t('ringGroups.membersHelp')}
        add={t('ringGroups.addMember')}
        gone={t('destinations.goneExtension')}
        choices={extensions.map(({ id: value, number, name }) => ({ value, label: `${number} · ${name}` }))}
        {...form.getInputProps('members')}
      />
      <Radio.Group label={t('ringGroups.strategy')} {...form.getInputProps('strategy')}>
        <Stack gap="xs" mt={6}>
          <Radio value="all" label={t('ringGroups.strategies.all')} description={t('ringGroups.allHelp')} />
          <Radio
            value="in_order"
            label={t('ringGroups.strategies.in_order')}
            description={t('ringGroups.inOrderHelp')}
          />
        </Stack>
      </Radio.Group>
      <NumberField
        label={t('ringGroups.ringSeconds')}
        description={t(
          form.values.strategy === 'all' ? 'ringGroups.ringSecondsAllHelp' : 'ringGroups.ringSecondsInOrderHelp',
        )}
        required
        {...form.getInputProps('ringSeconds')}
      />
      <DestinationFields
        label={t('ringGroups.noAnswer')}
        description={t('ringGroups.noAnswerHelp')}
        nowhere={t('ringGroups.noDestination')}
        field="noAnswer"
        values={form.values.noAnswer}
        inputProps={(path) => form.getInputProps(path)}
        {...(id === undefined ? {} : { except: id })}
      />
      <Switch
        label={t('ringGroups.enabled')}
        description={t('ringGroups.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
