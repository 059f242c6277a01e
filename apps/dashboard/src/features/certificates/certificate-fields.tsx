import { Radio, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { certificateKinds } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { TagsInput } from '../../shared/choice-inputs';
import { NumberField } from '../../shared/number-field';
import type { CertificateValues } from './certificate-form';
import { PemField } from './pem-field';

interface Props {
  form: UseFormReturnType<CertificateValues>;
  /** A new one has to be brought in; of a stored one only its successor. */
  isNew: boolean;
}

/** The fields of a certificate. */
export function CertificateFields({ form, isNew }: Props) {
  const { t } = useTranslation();
  const { kind, source } = form.values;
  const sources = [
    ...(isNew ? [] : ['kept' as const]),
    'upload' as const,
    ...(kind === 'node' ? ['selfSigned' as const] : []),
  ];
  return (
    <>
      <TextInput
        label={t('certificates.name')}
        description={t('certificates.nameHelp')}
        required
        {...(isNew ? { 'data-autofocus': true } : {})}
        {...form.getInputProps('name')}
      />
      {isNew && (
        <Radio.Group label={t('certificates.kindLabel')} {...form.getInputProps('kind')}>
          <Stack gap="xs" mt={6}>
            {certificateKinds.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`certificates.kind.${each}`)}
                description={t(`certificates.kindHelp.${each}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {sources.length > 1 && (
        <Radio.Group
          label={t(isNew ? 'certificates.sourceLabel' : 'certificates.renewLabel')}
          {...form.getInputProps('source')}
        >
          <Stack gap="xs" mt={6}>
            {sources.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`certificates.source.${each}`)}
                description={t(`certificates.sourceHelp.${each}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {source === 'selfSigned' && kind === 'node' && <SelfSignedFields form={form} />}
      {(source === 'upload' || (source === 'selfSigned' && kind === 'authority')) && <UploadFields form={form} />}
    </>
  );
}

function SelfSignedFields({ form }: { form: Props['form'] }) {
  const { t } = useTranslation();
  return (
    <>
      <TagsInput
        label={t('certificates.names')}
        description={t('certificates.namesHelp')}
        {...form.getInputProps('names')}
      />
      <NumberField label={t('certificates.days')} w={180} {...form.getInputProps('days')} />
    </>
  );
}

function UploadFields({ form }: { form: Props['form'] }) {
  const { t } = useTranslation();
  const { kind } = form.values;
  return (
    <>
      <PemField
        label={t('certificates.pem')}
        description={t(`certificates.pemHelp.${kind}`)}
        {...form.getInputProps('pem')}
      />
      {kind === 'node' && (
        <PemField
          label={t('certificates.privateKey')}
          description={t('certificates.privateKeyHelp')}
          {...form.getInputProps('privateKey')}
        />
      )}
    </>
  );
}
