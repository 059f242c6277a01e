import { type LabStack, startBrowser } from '@trunkline/testing';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** The window that a test begins with, unless it says otherwise. */
export const usualSize = { width: 1280, height: 800 };

/** The dashboard of a lab in a browser, with what the browser complained about so far. */
export interface Dashboard {
  page: Page;
  url: string;
  complaints: string[];
  close(): Promise<void>;
}

/** Opens `path` in a browser of its own; nobody is logged in. */
export async function openDashboard(lab: LabStack, path = '/'): Promise<Dashboard> {
  const browser = await startBrowser();
  return { ...(await openIn(browser, lab, path)), close: () => browser.close() };
}

/** Opens `path` beside what the browser of `page` shows, with cookies of its own; nobody is logged in. */
export async function openBeside(
  page: Page,
  lab: LabStack,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Dashboard> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  return openIn(browser, lab, path, options);
}

async function openIn(
  browser: Browser,
  lab: LabStack,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Dashboard> {
  const url = `http://${lab.slot.host}:8080`;
  const page = await browser.newPage({ baseURL: url, viewport: usualSize, ...options });
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Chromium itself reports every answer of 400 and above; whether one was right is asserted where it is caused.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isAnswer) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  await page.goto(path);
  return { page, url, complaints, close: () => page.context().close() };
}

/** Fills in the login form, which must be showing. */
export async function logIn(page: Page, password: string, username = 'admin'): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Creates something that no API key may, with the session of the page. */
export async function postAsUser({ page, url }: Dashboard, path: string, data: object): Promise<void> {
  const answer = await page.request.post(`${url}/api/v1${path}`, { data, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
}

/** The field of a form by its label. The asterisk of a required one is no part of its name. */
export function field(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true });
}
