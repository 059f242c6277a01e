/**
 * Every page, panel, form and dialog in light and dark, wide and narrow: it shows what it is, axe finds nothing, nothing
 * sticks out sideways, nothing that it asks for is refused, the browser complains of nothing, and a picture is kept.
 */
import { join } from 'node:path';
import { proving } from '@trunkline/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { logIn, openBeside } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from './axe.js';
import type { OneCompany } from './company.js';
import { emptyAlbum, look, screenshots } from './look.js';
import { type Requests, watchRequests } from './requests.js';
import { follow, routesOf } from './routes.js';
import type { Scene } from './scene.js';
import { empty, filled, surroundings } from './scenes.js';

/** Pages whose pictures are kept in German, too: the longest words, the densest tables. */
const inGerman = [
  ...['overview', 'history', 'trunks', 'trunk', 'trunk-full', 'trunk-health', 'trunk-test-failed', 'trunk-rates'],
  ...['extension', 'extension-full', 'outbound-route-full', 'inbound-routes', 'inbound-route', 'schedules', 'schedule'],
  ...['number', 'routing-outbound', 'routing-inbound', 'settings', 'webhook', 'audit-log'],
];

/** One fault of each kind. The policy of the page refuses styles in markup, but not those of a script. */
const faults = `
  const main = document.querySelector('main');
  main.insertAdjacentHTML('beforeend', '<p>pale</p><button></button><input><a href="/">x</a><a href="/">y</a>');
  main.querySelector(':scope > p:last-of-type').style.cssText = 'color: #999; background: #aaa';
  for (const link of main.querySelectorAll(':scope > a')) link.style.cssText = 'display: inline-block; width: 9px; height: 9px';
`;

/** The tests of every page. */
export function pagesTests(at: SharedDashboard, company: OneCompany): void {
  let requests: Requests;
  let before: string | undefined;

  /** Sees a scene; where it is not as it should be, there is a picture of what it was. */
  async function see(scene: Scene): Promise<void> {
    try {
      await show(scene);
    } catch (error) {
      await at.page.screenshot({ path: join(screenshots, `${scene.name}-failed.png`) });
      requests.failures.length = 0;
      throw error;
    }
  }

  /** Opens what is to be seen: the first by its address, the others as a link would. */
  async function show({ name, route, address, after, shows, refused }: Scene): Promise<void> {
    const path = address ? address(company.there) : route;
    if (before === undefined) await at.page.goto(path);
    // What is open is closed first: a menu by the key for that, a panel by leaving its page.
    await at.page.keyboard.press('Escape');
    if (before === route) await follow(at.page, route === '/sessions' ? '/users' : '/sessions');
    await follow(at.page, path);
    before = route;
    if (after) {
      await at.page.getByRole('main').waitFor();
      await requests.quiet();
      await after(at.page, company.there);
    }
    await shows(at.page).waitFor();
    await requests.quiet();
    await look(at.page, name);
    expect(requests.failures.splice(0), name).toEqual(refused ? [expect.stringMatching(refused)] : []);
    expect(at.dashboard.complaints.splice(0), name).toEqual([]);
  }

  beforeAll(async () => {
    await emptyAlbum();
    requests = watchRequests(at.page);
    await at.page.emulateMedia({ reducedMotion: 'reduce' });
    console.log(`pictures of every page: ${screenshots}`);
  });

  describe('before anything is configured', () => {
    it.each(empty)('$name', see);
  });

  describe('in a company', () => {
    beforeAll(async () => {
      await company.make();
    });

    // The forms with everything left out are for who looks at the pictures, too.
    it.each(filled.filter(({ name }) => proving || !name.endsWith('-wrong')))('$name', see);
    it.each(surroundings)('$name', see);

    it('on a phone, the navigation', async () => {
      await at.open('/sessions');
      await at.page.setViewportSize({ width: 390, height: 844 });
      await at.page.getByRole('button', { name: 'Open navigation' }).click();
      await at.page.getByRole('link', { name: 'Overview' }).waitFor();
      await look(at.page, 'navigation', { width: 390 });
    });

    it('the login, and one that is refused', async () => {
      const other = await openBeside(at.page, at.lab, '/login');
      try {
        const asked = watchRequests(other.page);
        await other.page.getByRole('button', { name: 'Log in' }).waitFor();
        await look(other.page, 'login');
        await logIn(other.page, 'not the password');
        await other.page.getByRole('alert').waitFor();
        await look(other.page, 'login-refused');
        expect(asked.failures).toEqual(['POST /api/v1/session: 401']);
        expect(other.complaints).toEqual([]);
      } finally {
        await other.close();
      }
    });

    it('in German', async () => {
      await at.page.evaluate("localStorage.setItem('trunkline-language', 'de')");
      await at.open('/sessions');
      for (const { name, route, address } of filled.filter((scene) => inGerman.includes(scene.name))) {
        await follow(at.page, address ? address(company.there) : route);
        await requests.quiet();
        await look(at.page, `${name}-de`, { axe: false, scheme: 'dark' });
      }
      await at.page.evaluate("localStorage.removeItem('trunkline-language')");
      await at.open('/sessions');
      expect(at.dashboard.complaints).toEqual([]);
    });
  });

  it('leaves out no page that the router has', async () => {
    const walked = new Set(['/login', ...[...empty, ...filled, ...surroundings].map(({ route }) => route)]);
    const routes = (await routesOf(at.page)).map(({ path }) => path);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter((path) => !walked.has(path))).toEqual([]);
  });

  it('given a page with every fault (control), then each is found', async () => {
    await at.open('/sessions');
    await at.page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await at.page.evaluate(faults);
    const found = (await axeViolations(at.page)).map((line) => line.split(' ')[1]?.replace(':', ''));
    expect(new Set(found)).toEqual(new Set(['color-contrast', 'button-name', 'label', 'target-size']));
    await at.page.evaluate("fetch('/api/v1/nothing')");
    await expect.poll(() => requests.failures).toEqual(['GET /api/v1/nothing: 404']);
    await at.open('/sessions');
    requests.failures.length = 0;
  });
}
