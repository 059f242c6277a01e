import { Fieldset, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { GroupsField } from '../../shared/groups-field';
import { listError } from '../../shared/list-error';
import { PasswordField } from '../../shared/password-field';
import { RowsField } from '../../shared/rows-field';
import { newArea, type OutboundRouteValues } from './outbound-route-form';

interface Props {
  form: UseFormReturnType<OutboundRouteValues>;
}

/** Who may use a route, and which number is shown to who is called. */
export function RoutePolicyFields({ form }: Props) {
  const { t } = useTranslation();
  const { emergency } = form.values;
  return (
    <Fieldset legend={t('outboundRoutes.use')} radius="md">
      <Stack gap="sm">
        <Switch
          label={t('outboundRoutes.emergency')}
          description={t('outboundRoutes.emergencyHelp')}
          {...form.getInputProps('emergency', { type: 'checkbox' })}
          onChange={({ currentTarget: { checked } }) =>
            form.setValues(
              checked ? { emergency: true, allowedGroups: [], asksPin: false, order: 'listed' } : { emergency: false },
            )
          }
        />
        {!emergency && <Permission form={form} />}
        <TextInput
          label={t('outboundRoutes.callerId')}
          description={t('outboundRoutes.callerIdHelp')}
          inputMode="tel"
          {...form.getInputProps('callerId')}
        />
        <RowsField
          legend={t('outboundRoutes.areaCallerIds')}
          help={t('outboundRoutes.areaCallerIdsHelp')}
          rows={form.values.areaCallerIds}
          addLabel={t('outboundRoutes.addArea')}
          removeLabel={({ prefix }) => t('outboundRoutes.removeArea', { prefix })}
          onAdd={() => form.insertListItem('areaCallerIds', newArea())}
          onRemove={(index) => form.removeListItem('areaCallerIds', index)}
          error={form.errors.areaCallerIds}
          row={(_, index) => (
            <>
              <TextInput
                label={t('outboundRoutes.areaPrefix')}
                required
                inputMode="tel"
                {...form.getInputProps(`areaCallerIds.${index}.prefix`)}
              />
              <TextInput
                label={t('outboundRoutes.areaCallerId')}
                required
                inputMode="tel"
                {...form.getInputProps(`areaCallerIds.${index}.callerId`)}
              />
            </>
          )}
        />
      </Stack>
    </Fieldset>
  );
}

/** What is asked of who calls, except for emergency numbers. */
function Permission({ form }: Props) {
  const { t } = useTranslation();
  const { allowedGroups, asksPin, hasPin } = form.values;
  return (
    <>
      <GroupsField
        label={t('outboundRoutes.allowedGroups')}
        description={t('outboundRoutes.allowedGroupsHelp')}
        placeholder={allowedGroups.length === 0 ? t('outboundRoutes.everybody') : ''}
        {...form.getInputProps('allowedGroups')}
        error={listError(form.errors, 'allowedGroups')}
      />
      <Switch
        label={t('outboundRoutes.asksPin')}
        description={t('outboundRoutes.asksPinHelp')}
        {...form.getInputProps('asksPin', { type: 'checkbox' })}
      />
      {asksPin && (
        <PasswordField
          label={t('outboundRoutes.pin')}
          description={t(hasPin ? 'outboundRoutes.pinKept' : 'outboundRoutes.pinHelp')}
          required={!hasPin}
          autoComplete="off"
          inputMode="numeric"
          {...form.getInputProps('pin')}
        />
      )}
    </>
  );
}
