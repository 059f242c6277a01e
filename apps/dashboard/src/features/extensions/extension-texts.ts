import { useTranslation } from 'react-i18next';
import { codecNames } from '../../shared/codec-names';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of an extension in words. */
export function useExtensionTexts(): FieldTexts {
  const { t } = useTranslation();
  return {
    number: { label: t('extensionPanel.number') },
    name: { label: t('extensionPanel.name') },
    codecs: { label: t('common.codecs'), text: codecNames },
    maxContacts: { label: t('extensionPanel.maxContacts') },
    callerId: { label: t('extensionPanel.callerId') },
    groups: { label: t('extensionPanel.groups'), text: (groups) => (groups as string[]).join(', ') },
    voicemailEnabled: { label: t('extensionPanel.voicemail.enabled') },
    voicemailRingSeconds: { label: t('extensionPanel.voicemail.ringSeconds') },
    enabled: { label: t('extensionPanel.enabled') },
  };
}
