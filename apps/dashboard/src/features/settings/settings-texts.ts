import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { certificatesQuery } from '../../api/certificates';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The settings in words. */
export function useSettingsTexts(): FieldTexts {
  const { t } = useTranslation();
  const certificates = useQuery(certificatesQuery).data ?? [];
  const nameOf = (id: unknown) => certificates.find((each) => each.id === id)?.name ?? t('settings.noTlsCertificate');
  return {
    publicAddress: { label: t('settings.publicAddress') },
    localNetworks: { label: t('settings.localNetworks') },
    rtpPortStart: { label: t('settings.rtpPortStart') },
    rtpPortEnd: { label: t('settings.rtpPortEnd') },
    sipPort: { label: t('settings.sipPort') },
    tlsCertificateId: { label: t('settings.tlsCertificate'), text: nameOf },
    callerNameUrl: { label: t('settings.callerNameUrl') },
    country: { label: t('settings.country') },
  };
}
