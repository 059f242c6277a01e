import { useTranslation } from 'react-i18next';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of a certificate in words. */
export function useCertificateTexts(): FieldTexts {
  const { t } = useTranslation();
  return { name: { label: t('certificates.name') } };
}
