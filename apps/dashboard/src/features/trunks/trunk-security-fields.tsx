import { Input, SegmentedControl, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { defaultSipPort, mediaEncryptions, type SipTransport, sipTransports } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import type { TrunkValues } from './trunk-form';

type Form = UseFormReturnType<TrunkValues>;

/** How SIP goes to the carrier. The port follows for as long as it is the one that belongs to the transport. */
export function TrunkTransportFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { transport, port } = form.values;
  const choose = (value: string) => {
    const chosen = value as SipTransport;
    form.setFieldValue('transport', chosen);
    if (Number(port) === defaultSipPort(transport)) form.setFieldValue('port', defaultSipPort(chosen));
    if (chosen !== 'tls' && form.values.mediaEncryption === 'sdes') form.setFieldValue('mediaEncryption', 'none');
  };
  return (
    <>
      <div>
        <Input.Label labelElement="div" display="block" mb={4} id="trunk-transport">
          {t('trunks.transport')}
        </Input.Label>
        <SegmentedControl
          aria-labelledby="trunk-transport"
          data={sipTransports.map((value) => ({ value, label: value.toUpperCase() }))}
          {...form.getInputProps('transport')}
          onChange={choose}
        />
        {form.errors.transport !== undefined && <Input.Error mt={4}>{form.errors.transport}</Input.Error>}
      </div>
      {transport === 'tls' && (
        <Switch
          label={t('trunkOptions.verifyServer')}
          description={t('trunkOptions.verifyServerHelp')}
          {...form.getInputProps('verifyServer', { type: 'checkbox' })}
        />
      )}
    </>
  );
}

/** How the media is encrypted. */
export function MediaEncryptionField({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { transport, mediaEncryption } = form.values;
  return (
    <div>
      <Input.Label labelElement="div" display="block" mb={4} id="trunk-media-encryption">
        {t('trunkOptions.mediaEncryption')}
      </Input.Label>
      <SegmentedControl
        aria-labelledby="trunk-media-encryption"
        aria-describedby="trunk-media-encryption-help"
        data={mediaEncryptions.map((value) => ({
          value,
          label: t(`trunkOptions.encryptions.${value}`),
          disabled: value === 'sdes' && transport !== 'tls',
        }))}
        {...form.getInputProps('mediaEncryption')}
      />
      <Input.Description id="trunk-media-encryption-help" mt={4}>
        {t(`trunkOptions.encryptionHelp.${mediaEncryption}`)}
        {transport !== 'tls' && ` ${t('trunkOptions.sdesNeedsTls')}`}
      </Input.Description>
      {form.errors.mediaEncryption !== undefined && <Input.Error mt={4}>{form.errors.mediaEncryption}</Input.Error>}
    </div>
  );
}
