import { useTranslation } from 'react-i18next';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The settings in words. */
export function useSettingsTexts(): FieldTexts {
  const { t } = useTranslation();
  return {
    publicAddress: { label: t('settings.publicAddress') },
    localNetworks: { label: t('settings.localNetworks') },
    rtpPortStart: { label: t('settings.rtpPortStart') },
    rtpPortEnd: { label: t('settings.rtpPortEnd') },
    sipPort: { label: t('settings.sipPort') },
    country: { label: t('settings.country') },
  };
}
