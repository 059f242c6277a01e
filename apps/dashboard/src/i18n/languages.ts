import i18next from 'i18next';

/** The languages of the dashboard by their BCP 47 codes: how each calls itself, and the locale of its dates and numbers. */
export const languages = {
  // British: the day before the month, and 24 hours.
  en: { name: 'English', locale: 'en-GB' },
  de: { name: 'Deutsch', locale: 'de-DE' },
} as const;

export type Language = keyof typeof languages;

/** All languages, in the order they are offered. */
export const languageCodes = Object.keys(languages) as Language[];

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code);
}

/** The language of the first tag, such as `de-AT`, that the dashboard speaks; English when it speaks none of them. */
export function firstSpoken(tags: readonly string[]): Language {
  return tags.map((tag) => tag.toLowerCase().replace(/-.*/, '')).find(isLanguage) ?? 'en';
}

/** The language that the page is in now. */
export function presentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}
