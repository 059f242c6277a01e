import { expect, it } from 'vitest';
import { startBrowser } from './browser.js';

it('shows text with a real font', async () => {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<span id="narrow">iiii</span><br><span id="wide">WWWW</span>');
    const widthOf = (id: string) => page.locator(`#${id}`).evaluate((element) => element.getBoundingClientRect().width);
    expect(await widthOf('wide')).toBeGreaterThan((await widthOf('narrow')) * 2);
  } finally {
    await browser.close();
  }
});
