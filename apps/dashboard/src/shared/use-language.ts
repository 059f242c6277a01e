import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/language-choice';
import { type Language, presentLanguage } from '../i18n/languages';

/** The language of the page, and the way to another one. */
export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  const { t } = useTranslation();
  const choose = (language: Language) => {
    chooseLanguage(language).catch(() => notifications.show({ color: 'red', message: t('common.languageFailed') }));
  };
  return { language: presentLanguage(), choose };
}
