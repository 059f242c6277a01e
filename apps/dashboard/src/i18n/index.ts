import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadApiWords } from './api-words';
import type announcements from './en/announcements.json';
import type apiKeys from './en/api-keys.json';
import type certificates from './en/certificates.json';
import type extensionPanel from './en/extension-panel.json';
import type inbound from './en/inbound.json';
import type { en } from './en/index';
import type outboundRoutes from './en/outbound-routes.json';
import type overview from './en/overview.json';
import type ringGroups from './en/ring-groups.json';
import type routing from './en/routing.json';
import type systemHealth from './en/system-health.json';
import type trunkOptions from './en/trunk-options.json';
import type webhooks from './en/webhooks.json';
import type { Language } from './languages';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    nsSeparator: false;
    resources: { translation: Texts };
  }
}

/** Texts of one page alone, which are loaded with it. */
interface Parts {
  announcements: typeof announcements;
  extensionPanel: typeof extensionPanel;
  inbound: typeof inbound;
  certificates: typeof certificates;
  overview: typeof overview;
  apiKeys: typeof apiKeys;
  outboundRoutes: typeof outboundRoutes;
  ringGroups: typeof ringGroups;
  webhooks: typeof webhooks;
  routing: typeof routing;
  systemHealth: typeof systemHealth;
  trunkOptions: typeof trunkOptions;
}
type Part = keyof Parts;

/** The shape of the texts of every language. */
type Texts = typeof en & Parts;

/** `never` stands where the texts of another language have a key that the English ones have not. */
type NothingBesides<Other, Known> = {
  [Key in keyof Other]: Key extends keyof Known
    ? Other[Key] extends string
      ? string
      : NothingBesides<Other[Key], Known[Key]>
    : never;
};

/** Holds the texts of another language to the keys of the English ones: none is missing and none too many. */
const exactly =
  <Known>() =>
  <Other extends Known>(texts: Other & NothingBesides<Other, Known>): Known =>
    texts;

/** The texts of each language are a chunk of their own. */
const texts: Record<Language, () => Promise<typeof en>> = {
  en: async () => (await import('./en/index')).en,
  de: async () => exactly<typeof en>()((await import('./de/index')).de),
};

const parts: { [Name in Part]: Record<Language, () => Promise<Parts[Name]>> } = {
  announcements: {
    en: async () => (await import('./en/announcements.json')).default,
    de: async () => exactly<Parts['announcements']>()((await import('./de/announcements.json')).default),
  },
  extensionPanel: {
    en: async () => (await import('./en/extension-panel.json')).default,
    de: async () => exactly<Parts['extensionPanel']>()((await import('./de/extension-panel.json')).default),
  },
  inbound: {
    en: async () => (await import('./en/inbound.json')).default,
    de: async () => exactly<Parts['inbound']>()((await import('./de/inbound.json')).default),
  },
  certificates: {
    en: async () => (await import('./en/certificates.json')).default,
    de: async () => exactly<Parts['certificates']>()((await import('./de/certificates.json')).default),
  },
  overview: {
    en: async () => (await import('./en/overview.json')).default,
    de: async () => exactly<Parts['overview']>()((await import('./de/overview.json')).default),
  },
  apiKeys: {
    en: async () => (await import('./en/api-keys.json')).default,
    de: async () => exactly<Parts['apiKeys']>()((await import('./de/api-keys.json')).default),
  },
  outboundRoutes: {
    en: async () => (await import('./en/outbound-routes.json')).default,
    de: async () => exactly<Parts['outboundRoutes']>()((await import('./de/outbound-routes.json')).default),
  },
  ringGroups: {
    en: async () => (await import('./en/ring-groups.json')).default,
    de: async () => exactly<Parts['ringGroups']>()((await import('./de/ring-groups.json')).default),
  },
  webhooks: {
    en: async () => (await import('./en/webhooks.json')).default,
    de: async () => exactly<Parts['webhooks']>()((await import('./de/webhooks.json')).default),
  },
  routing: {
    en: async () => (await import('./en/routing.json')).default,
    de: async () => exactly<Parts['routing']>()((await import('./de/routing.json')).default),
  },
  systemHealth: {
    en: async () => (await import('./en/system-health.json')).default,
    de: async () => exactly<Parts['systemHealth']>()((await import('./de/system-health.json')).default),
  },
  trunkOptions: {
    en: async () => (await import('./en/trunk-options.json')).default,
    de: async () => exactly<Parts['trunkOptions']>()((await import('./de/trunk-options.json')).default),
  },
};
/** The parts of the pages that were opened, which another language needs too. */
const opened = new Set<Part>();

/** Readies the texts; `loadTexts` brings those of a language. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    // Permissions such as `config:read` are parts of keys.
    nsSeparator: false,
    resources: {},
    initAsync: false,
    // React escapes what it renders; escaping here would show entities.
    interpolation: { escapeValue: false },
  });
}

/** Makes the texts of a language ready to be shown. Rejects when they cannot be loaded. */
export async function loadTexts(language: Language): Promise<void> {
  loadApiWords(language);
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await texts[language]());
  }
  await Promise.all([...opened].map((part) => loadPart(part, language)));
}

/** Makes the texts of a page ready, in the language of now and in any that is chosen later. */
export async function openPart(part: Part, language: Language): Promise<void> {
  await loadPart(part, language);
  opened.add(part);
}

async function loadPart(part: Part, language: Language): Promise<void> {
  if (i18next.getResource(language, 'translation', part) !== undefined) return;
  i18next.addResourceBundle(language, 'translation', { [part]: await parts[part][language]() }, true);
}
