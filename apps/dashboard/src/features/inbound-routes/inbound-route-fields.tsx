import { Group, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { calledKinds, scheduleStates } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { schedulesQuery } from '../../api/schedules';
import { trunksQuery } from '../../api/trunks';
import { MultiSelect, Select, TagsInput } from '../../shared/choice-inputs';
import { DestinationFields } from '../../shared/destination/destination-fields';
import { FallbackFields } from '../../shared/destination/fallback-fields';
import { NumberField } from '../../shared/number-field';
import { RowsField } from '../../shared/rows-field';
import { type InboundRouteValues, newCalled } from './inbound-route-form';

interface Props {
  form: UseFormReturnType<InboundRouteValues>;
}

/** The fields of an inbound route. */
export function InboundRouteFields({ form }: Props) {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label={t('inbound.routes.name')}
          required
          data-autofocus
          style={{ flex: 1 }}
          {...form.getInputProps('name')}
        />
        <NumberField
          label={t('inbound.routes.position')}
          description={t('inbound.routes.positionHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          w={150}
          {...form.getInputProps('position')}
        />
      </Group>
      <Called form={form} />
      <MultiSelect
        label={t('inbound.routes.trunks')}
        placeholder={form.values.trunkIds.length === 0 ? t('inbound.routes.everyTrunk') : ''}
        data={trunks.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('trunkIds')}
      />
      <TagsInput
        label={t('inbound.routes.callers')}
        description={t('inbound.routes.callersHelp')}
        placeholder={form.values.callers.length === 0 && !form.values.anonymous ? t('inbound.routes.everybody') : ''}
        data={[]}
        splitChars={[',', ' ', ';']}
        acceptValueOnBlur
        {...form.getInputProps('callers')}
      />
      <Switch label={t('inbound.routes.anonymous')} {...form.getInputProps('anonymous', { type: 'checkbox' })} />
      <When form={form} />
      <DestinationFields
        label={t('inbound.routes.destination')}
        description={t('inbound.routes.destinationHelp')}
        nowhere={t('inbound.routes.nowhere')}
        field="destination"
        values={form.values.destination}
        inputProps={(path) => form.getInputProps(path)}
      />
      <FallbackFields values={form.values} inputProps={(path) => form.getInputProps(path)} />
      <Switch
        label={t('inbound.routes.enabled')}
        description={t('inbound.routes.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}

/** Wide enough for a number in full. */
const NUMBER_WIDTH = '1 1 160px';

/** The numbers that are called, a row each. */
function Called({ form }: Props) {
  const { t } = useTranslation();
  const kinds = calledKinds.map((value) => ({ value, label: t(`inbound.routes.called.${value}`) }));
  return (
    <RowsField
      legend={t('inbound.routes.numbers')}
      help={t('inbound.routes.numbersHelp')}
      rows={form.values.numbers}
      addLabel={t('inbound.routes.addNumber')}
      removeLabel={({ from }) => t('inbound.routes.removeNumber', { number: from })}
      onAdd={() => form.insertListItem('numbers', newCalled())}
      onRemove={(index) => form.removeListItem('numbers', index)}
      error={form.errors.numbers}
      row={({ type }, index) => (
        <>
          <Select
            label={t('inbound.routes.kind')}
            data={kinds}
            allowDeselect={false}
            {...form.getInputProps(`numbers.${index}.type`)}
          />
          <TextInput
            label={t(`inbound.routes.first.${type}`)}
            required
            flex={NUMBER_WIDTH}
            inputMode="tel"
            {...form.getInputProps(`numbers.${index}.from`)}
          />
          {type === 'range' && (
            <TextInput
              label={t('inbound.routes.last')}
              required
              flex={NUMBER_WIDTH}
              inputMode="tel"
              {...form.getInputProps(`numbers.${index}.to`)}
            />
          )}
        </>
      )}
    />
  );
}

function When({ form }: Props) {
  const { t } = useTranslation();
  const schedules = useQuery(schedulesQuery).data ?? [];
  return (
    <Group align="flex-start" gap="sm" grow>
      <Select
        label={t('inbound.routes.schedule')}
        placeholder={t('inbound.routes.always')}
        data={schedules.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        {...form.getInputProps('scheduleId')}
      />
      {form.values.scheduleId !== null && (
        <Select
          label={t('inbound.routes.state')}
          data={scheduleStates.map((value) => ({ value, label: t(`inbound.while.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('state')}
        />
      )}
    </Group>
  );
}
