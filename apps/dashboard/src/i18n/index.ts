import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    nsSeparator: false;
    resources: { translation: typeof en };
  }
}

/** Readies the texts. They are part of the first load, so no page ever shows a key. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    // Permissions such as `config:read` are parts of keys.
    nsSeparator: false,
    resources: { en: { translation: en } },
    initAsync: false,
    // React escapes what it renders; escaping here would show entities.
    interpolation: { escapeValue: false },
  });
}
