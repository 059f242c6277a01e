import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { CodecField } from '../../shared/codec-field';
import { FailoverField } from '../../shared/failover-field';
import { BreakerFields } from './breaker-fields';
import { GatewayFields } from './gateway-fields';
import { InboundCredentialFields } from './inbound-credential-fields';
import { NumberingFields } from './numbering-fields';
import { SipOptionFields } from './sip-option-fields';
import { TrunkAuthFields } from './trunk-auth-fields';
import { authNeeds, type TrunkValues } from './trunk-form';
import { TrunkIdentityFields } from './trunk-identity-fields';
import { MediaEncryptionField } from './trunk-security-fields';
import { TrunkSourceFields } from './trunk-source-fields';

interface Props {
  form: UseFormReturnType<TrunkValues>;
  hasPassword: boolean;
  /** The user name that a peer registers with; a new trunk has none yet. */
  peerUser: string | null;
}

/** The fields of a trunk. */
export function TrunkFields({ form, hasPassword, peerUser }: Props) {
  const { t } = useTranslation();
  const { host: hasHost } = authNeeds(form.values.auth);
  return (
    <>
      <TextInput
        label={t('trunks.name')}
        description={t('trunks.nameHelp')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TrunkAuthFields form={form} hasPassword={hasPassword} peerUser={peerUser} />
      <CodecField {...form.getInputProps('codecs')} />
      <MediaEncryptionField form={form} />
      <TrunkIdentityFields form={form} />
      <NumberingFields form={form} />
      {hasHost && <GatewayFields form={form} />}
      <FailoverField {...form.getInputProps('failoverOn')} />
      <BreakerFields form={form} />
      <TrunkSourceFields form={form} hasHost={hasHost} />
      {hasHost && <InboundCredentialFields form={form} />}
      <SipOptionFields form={form} />
      <Switch
        label={t('trunks.enabled')}
        description={t('trunks.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
