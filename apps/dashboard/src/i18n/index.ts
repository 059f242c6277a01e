import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index';
import type { Language } from './languages';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    nsSeparator: false;
    resources: { translation: Texts };
  }
}

/** The shape of the texts of every language. */
export type Texts = typeof en;

/** `never` stands where the texts of another language have a key that the English ones have not. */
type NothingBesides<Other, Known> = {
  [Key in keyof Other]: Key extends keyof Known
    ? Other[Key] extends string
      ? string
      : NothingBesides<Other[Key], Known[Key]>
    : never;
};

/** Holds the texts of another language to the keys of the English ones: none is missing and none too many. */
function exactly<Other extends Texts>(texts: Other & NothingBesides<Other, Texts>): Texts {
  return texts;
}

/** English is part of the first load; the others are chunks of their own. */
const texts: Record<Language, () => Promise<Texts>> = {
  en: async () => en,
  de: async () => exactly((await import('./de/index')).de),
};

/** Readies the texts in English, which is there at once, so that no page ever shows a key. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    // Permissions such as `config:read` are parts of keys.
    nsSeparator: false,
    resources: { en: { translation: en } },
    initAsync: false,
    // React escapes what it renders; escaping here would show entities.
    interpolation: { escapeValue: false },
  });
}

/** Makes the texts of a language ready to be shown. Rejects when they cannot be loaded. */
export async function loadTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  i18next.addResourceBundle(language, 'translation', await texts[language]());
}
