import { Group, Radio, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { trunkAuths } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../shared/copy-field';
import { NumberField } from '../../shared/number-field';
import { PasswordField } from '../../shared/password-field';
import { authNeeds, type TrunkValues } from './trunk-form';
import { TrunkTransportFields } from './trunk-security-fields';

interface Props {
  form: UseFormReturnType<TrunkValues>;
  hasPassword: boolean;
  /** The user name that a peer registers with; a new trunk has none yet. */
  peerUser: string | null;
}

/** How both sides know each other, and what that takes. */
export function TrunkAuthFields({ form, hasPassword, peerUser }: Props) {
  const { t } = useTranslation();
  const { auth } = form.values;
  const needs = authNeeds(auth);
  return (
    <>
      <Radio.Group label={t('trunks.auth')} {...form.getInputProps('auth')}>
        <Stack gap="xs" mt={6}>
          {trunkAuths.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`trunks.auths.${each}`)}
              description={t(`trunkOptions.authHelp.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {needs.host && <HostFields form={form} />}
      <TrunkTransportFields form={form} />
      {needs.username && (
        <TextInput
          label={t('trunks.username')}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
      )}
      {auth === 'peer_registers' && peerUser !== null && <CopyField label={t('trunks.username')} value={peerUser} />}
      {needs.password && (
        <PasswordField
          label={t('trunks.password')}
          required={!hasPassword}
          autoComplete="new-password"
          {...(hasPassword ? { description: t('trunkOptions.passwordKept') } : {})}
          {...form.getInputProps('password')}
        />
      )}
    </>
  );
}

function HostFields({ form }: Pick<Props, 'form'>) {
  const { t } = useTranslation();
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <TextInput
        label={t('trunks.host')}
        description={`${t('trunkOptions.hostHelp')} ${t('trunkOptions.portHelp')}`}
        required
        autoCapitalize="none"
        spellCheck={false}
        style={{ flex: 1 }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...form.getInputProps('host')}
      />
      <NumberField label={t('trunks.port')} placeholder="SRV" w={92} {...form.getInputProps('port')} />
    </Group>
  );
}
