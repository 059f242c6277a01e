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
    enabled: { label: t('extensions.enabled') },
  };
}
