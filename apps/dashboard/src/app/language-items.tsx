import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageCodes, languages } from '../i18n/languages';
import { useLanguage } from '../shared/use-language';

/** The languages in a menu, each by its own name. */
export function LanguageItems() {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();
  return (
    <>
      <Menu.Label>{t('common.language')}</Menu.Label>
      {languageCodes.map((code) => (
        <Menu.RadioItem
          key={code}
          value={code}
          lang={code}
          checked={code === language}
          closeMenuOnClick
          onChange={() => choose(code)}
        >
          {languages[code].name}
        </Menu.RadioItem>
      ))}
    </>
  );
}
