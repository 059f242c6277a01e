import { Group, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FailoverField } from '../../shared/failover-field';
import { NumberField } from '../../shared/number-field';
import type { OutboundRouteValues } from './outbound-route-form';
import { PatternFields } from './pattern-fields';
import { RoutePolicyFields } from './route-policy-fields';
import { TrunkOrderField } from './trunk-order-field';

/** The fields of an outbound route. */
export function OutboundRouteFields({ form }: { form: UseFormReturnType<OutboundRouteValues> }) {
  const { t } = useTranslation();
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label={t('outboundRoutes.name')}
          required
          data-autofocus
          style={{ flex: 1 }}
          {...form.getInputProps('name')}
        />
        <NumberField
          label={t('outboundRoutes.position')}
          description={t('outboundRoutes.positionHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          w={150}
          {...form.getInputProps('position')}
        />
      </Group>
      <PatternFields form={form} />
      <TrunkOrderField {...form.getInputProps('trunkIds')} />
      {!form.values.emergency && (
        <Switch
          label={t('outboundRoutes.leastCost')}
          description={t('outboundRoutes.leastCostHelp')}
          checked={form.values.order === 'least_cost'}
          error={form.errors.order}
          onChange={({ currentTarget: { checked } }) => form.setFieldValue('order', checked ? 'least_cost' : 'listed')}
        />
      )}
      <Switch
        label={t('outboundRoutes.ownFailover')}
        description={t('outboundRoutes.ownFailoverHelp')}
        checked={form.values.failoverOn !== null}
        onChange={({ currentTarget: { checked } }) =>
          form.setFieldValue('failoverOn', checked ? ['unreachable', 'failed', 'forbidden'] : null)
        }
      />
      {form.values.failoverOn !== null && <FailoverField {...form.getInputProps('failoverOn')} />}
      <Switch
        label={t('outboundRoutes.ownAlarms')}
        description={t('outboundRoutes.ownFailoverHelp')}
        checked={form.values.alarmOn !== null}
        onChange={({ currentTarget: { checked } }) => form.setFieldValue('alarmOn', checked ? ['forbidden'] : null)}
      />
      {form.values.alarmOn !== null && (
        <FailoverField
          label={t('outboundRoutes.alarmOn')}
          description={t('outboundRoutes.alarmOnHelp')}
          {...form.getInputProps('alarmOn')}
        />
      )}
      <RoutePolicyFields form={form} />
      <Switch
        label={t('outboundRoutes.enabled')}
        description={t('outboundRoutes.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
