import { Checkbox, Group, Input, SegmentedControl, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { weekdays } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/choice-inputs';
import { RowsField } from '../../shared/rows-field';
import { newHoliday, newWeekly, type ScheduleValues } from './schedule-form';
import { useDayName } from './schedule-words';

const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** The fields of a schedule. */
export function ScheduleFields({ form }: { form: UseFormReturnType<ScheduleValues> }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('inbound.schedules.name')}
        description={t('inbound.schedules.nameHelp')}
        inputWrapperOrder={below}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label={t('inbound.schedules.timezone')}
        description={t('inbound.schedules.timezoneHelp')}
        inputWrapperOrder={below}
        data={zones(form.values.timezone)}
        required
        searchable
        limit={100}
        {...form.getInputProps('timezone')}
      />
      <Weekly form={form} />
      <Holidays form={form} />
      <Input.Wrapper
        label={t('inbound.schedules.override')}
        description={t('inbound.schedules.overrideHelp')}
        labelElement="div"
      >
        <SegmentedControl
          mt={6}
          fullWidth
          aria-label={t('inbound.schedules.override')}
          data={(['none', 'open', 'closed'] as const).map((value) => ({
            value,
            label: t(`inbound.schedules.overrides.${value}`),
          }))}
          {...form.getInputProps('override')}
        />
      </Input.Wrapper>
    </>
  );
}

/** Every zone that this browser knows, and the one that is chosen. */
function zones(chosen: string | null): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(chosen === null ? [] : [chosen])])].sort();
}

function Weekly({ form }: { form: UseFormReturnType<ScheduleValues> }) {
  const { t } = useTranslation();
  const dayName = useDayName();
  return (
    <RowsField
      legend={t('inbound.schedules.weekly')}
      help={t('inbound.schedules.weeklyHelp')}
      rows={form.values.weekly}
      addLabel={t('inbound.schedules.addHours')}
      removeLabel={(_, index) => t('inbound.schedules.removeHours', { number: index + 1 })}
      onAdd={() => form.insertListItem('weekly', newWeekly())}
      onRemove={(index) => form.removeListItem('weekly', index)}
      error={form.errors.weekly}
      row={(_, index) => (
        <>
          <Checkbox.Group
            label={t('inbound.schedules.days')}
            style={{ flexBasis: '100%' }}
            {...form.getInputProps(`weekly.${index}.days`)}
          >
            <Group gap="sm" mt={4}>
              {weekdays.map((day) => (
                <Checkbox key={day} value={day} label={dayName(day)} />
              ))}
            </Group>
          </Checkbox.Group>
          <TextInput
            type="time"
            label={t('inbound.schedules.from')}
            required
            {...form.getInputProps(`weekly.${index}.from`)}
          />
          <TextInput
            type="time"
            label={t('inbound.schedules.to')}
            description={t('inbound.schedules.toHelp')}
            inputWrapperOrder={below}
            required
            {...form.getInputProps(`weekly.${index}.to`)}
          />
        </>
      )}
    />
  );
}

function Holidays({ form }: { form: UseFormReturnType<ScheduleValues> }) {
  const { t } = useTranslation();
  return (
    <RowsField
      legend={t('inbound.schedules.holidays')}
      help={t('inbound.schedules.holidaysHelp')}
      rows={form.values.holidays}
      addLabel={t('inbound.schedules.addHoliday')}
      removeLabel={({ name }) => t('inbound.schedules.removeHoliday', { name })}
      onAdd={() => form.insertListItem('holidays', newHoliday())}
      onRemove={(index) => form.removeListItem('holidays', index)}
      error={form.errors.holidays}
      row={(_, index) => (
        <>
          <TextInput
            label={t('inbound.schedules.holidayName')}
            required
            style={{ flexBasis: '100%' }}
            {...form.getInputProps(`holidays.${index}.name`)}
          />
          <TextInput
            type="date"
            label={t('inbound.schedules.firstDay')}
            required
            {...form.getInputProps(`holidays.${index}.from`)}
          />
          <TextInput
            type="date"
            label={t('inbound.schedules.lastDay')}
            description={t('inbound.schedules.lastDayHelp')}
            inputWrapperOrder={below}
            {...form.getInputProps(`holidays.${index}.to`)}
          />
          <TextInput
            label={t('inbound.schedules.holidayHours')}
            description={t('inbound.schedules.holidayHoursHelp')}
            inputWrapperOrder={below}
            style={{ flexBasis: '100%' }}
            {...form.getInputProps(`holidays.${index}.hours`)}
          />
        </>
      )}
    />
  );
}
