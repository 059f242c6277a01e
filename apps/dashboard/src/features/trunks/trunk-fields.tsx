import { Group, Radio, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { CodecField } from '../../shared/codec-field';
import { FailoverField } from '../../shared/failover-field';
import { NumberField } from '../../shared/number-field';
import { PasswordField } from '../../shared/password-field';
import { GatewayFields } from './gateway-fields';
import { SipOptionFields } from './sip-option-fields';
import type { TrunkValues } from './trunk-form';
import { TrunkIdentityFields } from './trunk-identity-fields';
import { MediaEncryptionField, TrunkTransportFields } from './trunk-security-fields';

/** The fields of a trunk. */
export function TrunkFields({ form, hasPassword }: { form: UseFormReturnType<TrunkValues>; hasPassword: boolean }) {
  const { t } = useTranslation();
  const registers = form.values.auth === 'register';
  return (
    <>
      <TextInput
        label={t('trunks.name')}
        description={t('trunks.nameHelp')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Radio.Group label={t('trunks.auth')} {...form.getInputProps('auth')}>
        <Stack gap="xs" mt={6}>
          <Radio value="register" label={t('trunks.authRegister')} description={t('trunks.authRegisterHelp')} />
          <Radio value="ip" label={t('trunks.authIp')} description={t('trunks.authIpHelp')} />
        </Stack>
      </Radio.Group>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label={t('trunks.host')}
          description={t('trunks.hostHelp')}
          required
          autoCapitalize="none"
          spellCheck={false}
          style={{ flex: 1 }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('host')}
        />
        <NumberField label={t('trunks.port')} required w={92} {...form.getInputProps('port')} />
      </Group>
      <TrunkTransportFields form={form} />
      {registers && (
        <>
          <TextInput
            label={t('trunks.username')}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('username')}
          />
          <PasswordField
            label={t('trunks.password')}
            required={!hasPassword}
            autoComplete="new-password"
            {...(hasPassword ? { description: t('trunks.passwordKept') } : {})}
            {...form.getInputProps('password')}
          />
        </>
      )}
      <CodecField {...form.getInputProps('codecs')} />
      <MediaEncryptionField form={form} />
      <TrunkIdentityFields form={form} />
      <GatewayFields form={form} />
      <FailoverField {...form.getInputProps('failoverOn')} />
      <SipOptionFields form={form} />
      <Switch
        label={t('trunks.enabled')}
        description={t('trunks.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
