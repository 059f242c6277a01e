import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { certificatesQuery } from '../../api/certificates';
import { Select } from '../../shared/choice-inputs';
import type { SettingsValues } from './settings-form';

/** Which certificate this PBX shows to those who connect by TLS. */
export function TlsCertificateField({ form }: { form: UseFormReturnType<SettingsValues> }) {
  const { t } = useTranslation();
  const certificates = useQuery(certificatesQuery).data ?? [];
  return (
    <Select
      label={t('settings.tlsCertificate')}
      description={t('settings.tlsCertificateHelp')}
      placeholder={t('settings.noTlsCertificate')}
      data={certificates.filter(({ kind }) => kind === 'node').map(({ id, name }) => ({ value: id, label: name }))}
      clearable
      {...form.getInputProps('tlsCertificateId')}
    />
  );
}
