import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FailoverField } from '../../shared/failover-field';
import { NumberField } from '../../shared/number-field';
import type { TrunkValues } from './trunk-form';

/** What raises an alarm, and when calls go past a gateway. */
export function BreakerFields({ form }: { form: UseFormReturnType<TrunkValues> }) {
  const { t } = useTranslation();
  return (
    <>
      <FailoverField
        label={t('trunkOptions.alarmOn')}
        description={t('trunkOptions.alarmOnHelp')}
        {...form.getInputProps('alarmOn')}
      />
      <Switch
        label={t('trunkOptions.breaker')}
        description={t('trunkOptions.breakerHelp')}
        {...form.getInputProps('breaker.enabled', { type: 'checkbox' })}
      />
      {form.values.breaker.enabled && (
        <NumberField
          label={t('trunkOptions.openAfterFailures')}
          description={t('trunkOptions.openAfterFailuresHelp')}
          required
          {...form.getInputProps('breaker.openAfterFailures')}
        />
      )}
    </>
  );
}
