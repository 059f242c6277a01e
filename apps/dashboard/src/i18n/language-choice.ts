import i18next from 'i18next';
import { loadTexts, startTexts } from './index';
import { firstSpoken, isLanguage, type Language } from './languages';

const KEY = 'trunkline-language';
let wanted: Language = 'en';

/**
 * Readies the texts in the language that was chosen in this browser, else in the first one it prefers that there is.
 * To be awaited before anything is drawn.
 */
export async function startInWantedLanguage(): Promise<void> {
  startTexts();
  // A page in English is better than none.
  await speak(chosenLanguage() ?? firstSpoken(navigator.languages)).catch(() => speak('en'));
}

/** Shows the page in a language from now on, and in this browser from then on. Rejects when it cannot be loaded. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // Storage may be refused; the choice holds until the page is left then.
  }
}

async function speak(language: Language): Promise<void> {
  wanted = language;
  await loadTexts(language);
  // Another one may have been chosen while this one was loaded.
  if (wanted !== language) return;
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

function chosenLanguage(): Language | undefined {
  try {
    const chosen = localStorage.getItem(KEY) ?? '';
    return isLanguage(chosen) ? chosen : undefined;
  } catch {
    return undefined;
  }
}
