import i18next from 'i18next';
import type { TranslateApiText } from './api-translator';
import { type Language, presentLanguage } from './languages';

/** The words of the API in the languages that are not its own. No page waits for them, so they are no part of its texts. */
const loaders: Partial<Record<Language, () => Promise<TranslateApiText>>> = {
  de: async () => (await import('./de/api-texts/index')).german,
};
const loaded = new Map<Language, TranslateApiText | 'loading'>();
const listeners = new Set<() => void>();

/** Begins to load the words of the API in a language. Where that fails its own are shown. */
export function loadApiWords(language: Language): void {
  const load = loaders[language];
  if (load === undefined || loaded.has(language)) return;
  loaded.set(language, 'loading');
  void load()
    .then(
      (translate) => loaded.set(language, translate),
      () => loaded.delete(language),
    )
    .finally(() => {
      for (const listener of listeners) listener();
    });
}

/** How the API is translated now: undefined when it is not, `loading` when it will be in a moment. */
export function presentApiWords(): TranslateApiText | 'loading' | undefined {
  return loaded.get(presentLanguage());
}

/** Calls `listener` when the language, or what is loaded of it, is another. Returns how to end that. */
export function onApiWords(listener: () => void): () => void {
  listeners.add(listener);
  i18next.on('languageChanged', listener);
  return () => {
    listeners.delete(listener);
    i18next.off('languageChanged', listener);
  };
}

/** The words of the API in the language of the page, as far as there are any. */
export function inPageLanguage(english: string): string {
  const translate = presentApiWords();
  return (typeof translate === 'function' ? translate(english) : null) ?? english;
}
