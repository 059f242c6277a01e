import { Group, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Installation } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { TagsInput } from '../../shared/choice-inputs';
import { NumberField } from '../../shared/number-field';
import type { SettingsValues } from './settings-form';
import { TlsCertificateField } from './tls-certificate-field';

interface Props {
  form: UseFormReturnType<SettingsValues>;
  installed: Installation | null;
}

const port = { w: 180 } as const;

/** The fields of the settings. What is left empty shows what the node was installed with. */
export function SettingsFields({ form, installed }: Props) {
  const { t } = useTranslation();
  const asInstalled = (value: number | string | undefined) => (value === undefined ? '' : String(value));
  return (
    <>
      <Title order={2} size="h4">
        {t('settings.network')}
      </Title>
      <TextInput
        label={t('settings.publicAddress')}
        description={t('settings.publicAddressHelp')}
        placeholder={asInstalled(installed?.sipAddress)}
        {...form.getInputProps('publicAddress')}
      />
      <TagsInput
        label={t('settings.localNetworks')}
        description={t('settings.localNetworksHelp')}
        {...form.getInputProps('localNetworks')}
      />
      <Group align="flex-start">
        <NumberField
          label={t('settings.rtpPortStart')}
          placeholder={asInstalled(installed?.rtpPortStart)}
          {...port}
          {...form.getInputProps('rtpPortStart')}
        />
        <NumberField
          label={t('settings.rtpPortEnd')}
          placeholder={asInstalled(installed?.rtpPortEnd)}
          {...port}
          {...form.getInputProps('rtpPortEnd')}
        />
        <NumberField
          label={t('settings.sipPort')}
          description={t('settings.sipPortHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={asInstalled(installed?.sipPort)}
          {...port}
          {...form.getInputProps('sipPort')}
        />
      </Group>
      <TlsCertificateField form={form} />
      <Title order={2} size="h4">
        {t('settings.region')}
      </Title>
      <TextInput
        label={t('settings.country')}
        description={t('settings.countryHelp')}
        required
        maxLength={2}
        styles={{ input: { maxWidth: 180 } }}
        {...form.getInputProps('country')}
      />
      <TextInput
        label={t('settings.callerNameUrl')}
        description={t('settings.callerNameUrlHelp', { number: '{number}' })}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('callerNameUrl')}
      />
    </>
  );
}
