import { openPart } from '../i18n';
import { presentLanguage } from '../i18n/languages';

/** A page whose texts are loaded beside it. */
export const withTexts =
  <Module>(part: Parameters<typeof openPart>[0], load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    const [page] = await Promise.all([load(), openPart(part, presentLanguage())]);
    return page;
  };
