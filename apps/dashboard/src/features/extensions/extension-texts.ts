import { useTranslation } from 'react-i18next';
import { codecNames } from '../../shared/codec-names';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of an extension in words. */
export function useExtensionTexts(): FieldTexts {
  const { t } = useTranslation();
  return {
    number: { label: t('extensions.number') },
    name: { label: t('extensions.name') },
    codecs: { label: t('common.codecs'), text: codecNames },
    maxContacts: { label: t('extensions.maxContacts') },
    callerId: { label: t('extensions.callerId') },
    groups: { label: t('extensions.groups'), text: (groups) => (groups as string[]).join(', ') },
    enabled: { label: t('extensions.enabled') },
  };
}
