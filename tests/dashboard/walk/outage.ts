/**
 * The API is away for ten seconds in the middle of everything at once: forms for something new, forms of something that is
 * there, questions before something is deleted, the login, the history, the live calls, and a page that was not loaded
 * yet. Of what changes something, the answer to a first try is lost, too. Nothing that was typed is lost, each page says
 * what is the matter, and afterwards the same button does it, once.
 */
import type { ApiKeyWithSecret, User } from '@trunkline/contracts';
import {
  aNumber,
  anAnnouncement,
  anExtension,
  anInboundRoute,
  anOutboundRoute,
  aRingGroup,
  aSchedule,
  aTrunk,
  killPart,
  proving,
} from '@trunkline/testing';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { field, postAsUser, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { type OneCompany, usersPassword } from './company.js';
import { creates, type Doomed, deletes, edits, type Flow, settings } from './flows.js';
import { look } from './look.js';
import { FlowTab } from './tab.js';

/** The styles of the page that are not there. */
const unstyled =
  "[...document.querySelectorAll('link[rel=stylesheet]')].filter(({ sheet }) => sheet === null).map(({ href }) => href)";
/** One flow for each kind, so that each action has some: all of them at once are more than a small machine can draw. */
const usual = new Set([
  'edit in /trunks',
  'create in /extensions',
  'delete in /numbers',
  'create in /outbound-routes',
  'edit in /users',
  'create in /webhooks',
  'create in /schedules',
  'edit in /inbound-routes',
  'delete in /certificates',
  'delete in /api-keys',
  'edit the settings',
]);
const awayMs = 10_000;
const all = <T, R>(things: readonly T[], action: (thing: T) => Promise<R>): Promise<R[]> =>
  Promise.all(things.map(action));

/** The tests of the API being away. */
export function outageTests(at: SharedDashboard, company: OneCompany): void {
  let context: BrowserContext;
  /** Somebody who is not logged in. */
  let stranger: Page;
  let board: Page;

  const lost = (page: Page) => page.getByTestId('connection-lost');
  const callIn = (callerNumber: string) => at.lab.carrier.callIn({ number: company.there.number.number, callerNumber });
  const rows = (text: string) => board.getByRole('row').filter({ hasText: text });
  const isLive = () => board.locator('[data-testid=live-status][data-status=live]').waitFor();

  beforeAll(async () => {
    await company.make();
    const browser = at.page.context().browser();
    if (!browser) throw new Error('the page has no browser');
    const usual = { baseURL: at.dashboard.url, viewport: usualSize, reducedMotion: 'reduce' } as const;
    context = await browser.newContext({ ...usual, storageState: await at.page.context().storageState() });
    stranger = await browser.newPage(usual);
    await stranger.goto('/login');
    board = await context.newPage();
    await board.goto('/calls');
  });
  afterAll(async () => {
    await context?.close();
    await stranger?.context().close();
  });

  /** Everything at once; its short form are the two tests after it. */
  if (proving)
    it('given nobody listens for ten seconds, then nothing is lost, and all is done once', {
      timeout: 300_000,
    }, async () => {
      const changes = await open([...creates(at), ...edits(company.there)]);
      // What these show is read anew when the answer alone is lost, and then there is nothing more to be done.
      const others = await open([settings, ...deletes(await doomed())]);
      const tabs = [...changes, ...others];
      const unprotected = await FlowTab.open(context, unprotectedKey);
      const [history, elsewhere] = [await context.newPage(), await context.newPage()];
      await history.goto('/history');
      await elsewhere.goto('/sessions');
      await fillLogin();
      const ends = await callIn('+15550109003');
      await rows('+15550109003').getByText('Connected').waitFor();

      await all(changes, (tab) => tab.loseAnswer());
      await unprotected.loseAnswer({ protect: false });
      await all([...changes, unprotected], async (tab) => {
        await tab.press();
        await tab.saysThatItIsAway();
        // It had been done all the same.
        expect(await tab.count(), tab.flow.name).toBe(tab.flow.wanted);
      });

      await killPart(at.lab.parts.api);
      const back = new Promise((resolve) => setTimeout(resolve, awayMs));
      await ends.hangup();
      const begins = await callIn('+15550109004');
      await all(tabs, async (tab) => {
        await tab.press();
        await tab.saysThatItIsAway();
        await lost(tab.page)
          .getByText(/^Not up to date since \d/)
          .waitFor();
      });
      await history.getByRole('searchbox', { name: 'Number or name' }).fill('nobody');
      await elsewhere.getByRole('link', { name: 'Settings' }).click();
      await board
        .getByTestId('not-live')
        .getByText(/^Not live since \d/)
        .waitFor();
      await stranger.getByRole('button', { name: 'Log in' }).click();
      await stranger
        .getByRole('alert')
        .getByText(/^Trunkline cannot be reached/)
        .waitFor();
      await all([history, elsewhere], (page) => lost(page).waitFor());
      await look(history, 'api-away');
      await look(board, 'api-away-calls');
      await back;
      await at.lab.parts.api.start();

      await isLive();
      await rows('+15550109004').getByText('Connected').waitFor();
      expect(
        await board
          .getByRole('row')
          .filter({ has: board.getByRole('cell') })
          .count(),
      ).toBe(2);
      expect(await rows('+15550109002').count()).toBe(1);
      expect(await board.getByTestId('not-live').count()).toBe(0);
      await history.getByRole('heading', { name: 'No call matches' }).waitFor();
      await elsewhere.getByLabel('Public address').waitFor();
      expect(await elsewhere.evaluate(unstyled)).toEqual([]);
      await stranger.getByRole('button', { name: 'Log in' }).click();
      await stranger.getByRole('heading', { name: 'Overview' }).waitFor();
      await all([...tabs, unprotected], async (tab) => {
        await lost(tab.page).waitFor({ state: 'detached' });
        await tab.press();
        await tab.isDone();
      });
      for (const tab of tabs) await expect.poll(() => tab.count(), { message: tab.flow.name }).toBe(tab.flow.wanted);
      // The control: without a key for both tries there are two.
      expect(await unprotected.count()).toBe(2);
      await saysThatTheSecretIsLost(changes);
      await begins.hangup();
      await all([...tabs, unprotected], ({ page }) => page.close());
      await all([history, elsewhere], (page) => page.close());
    });

  it('given the answer to a deletion is lost, when it is asked for again, then it is done', async () => {
    const { id } = await at.lab.api.post<{ id: string }>(
      '/extensions',
      anExtension({ number: '1401', name: 'Doomed' }),
    );
    const [flow] = deletes({ extensions: id });
    if (!flow) throw new Error('no flow deletes an extension');
    const tab = await FlowTab.open(context, flow);
    await tab.loseAnswer();
    await tab.press();
    await tab.saysThatItIsAway();
    expect(await tab.count()).toBe(0);
    await tab.press();
    await tab.isDone();
    await tab.page.getByText('1401 Doomed is deleted.').waitFor();
    await tab.page.close();
  });

  it('given it stands still for ten seconds, then the pages say so, and what was asked for is done once', async () => {
    const [flow] = creates(at).filter(({ list }) => list === '/extensions');
    if (!flow) throw new Error('no flow makes an extension');
    const typed = { Number: '1301', Name: 'Standstill' };
    const prepare = async (page: Page) => {
      await field(page, 'Number').fill('1301');
      await field(page, 'Name').fill('Standstill');
    };
    const tab = await FlowTab.open(context, { ...flow, typed, prepare, counts: ({ number }) => number === '1301' });
    await company.make();
    await at.lab.parts.api.pause();
    const back = new Promise((resolve) => setTimeout(resolve, awayMs));
    await tab.press();
    await lost(tab.page).waitFor();
    expect(await tab.keepsWhatWasTyped()).toBe(true);
    await back;
    await at.lab.parts.api.resume();
    await tab.isDone();
    await tab.page.getByTestId('sip-secret').waitFor();
    expect(await tab.count()).toBe(1);
    await lost(tab.page).waitFor({ state: 'detached' });
    await isLive();
    expect(await rows('+15550109002').count()).toBe(1);

    // The control: a page that is loaded anew has lost what was typed, and that is seen.
    await tab.page.goto(flow.address);
    await prepare(tab.page);
    expect(await tab.keepsWhatWasTyped()).toBe(true);
    await tab.page.reload();
    await field(tab.page, 'Number').waitFor();
    expect(await tab.keepsWhatWasTyped()).toBe(false);
  });

  /** Whoever made something whose secret is shown once, and never got to see it. */
  async function saysThatTheSecretIsLost(tabs: FlowTab[]): Promise<void> {
    const shown = tabs.filter(({ flow }) => flow.button === 'Create' && /extensions|api-keys|webhooks/.test(flow.list));
    for (const { page } of shown)
      await page
        .getByRole('dialog')
        .getByText(/lost on the way/)
        .waitFor();
    expect(shown.length).toBe(2);
  }

  /** One after the other: all at once they would wait for each other's processor. */
  async function open(flows: Flow[]): Promise<FlowTab[]> {
    const tabs: FlowTab[] = [];
    for (const flow of flows.filter(({ name }) => usual.has(name))) tabs.push(await FlowTab.open(context, flow));
    return tabs;
  }

  async function fillLogin(): Promise<void> {
    await field(stranger, 'User name').fill('operator');
    await stranger.getByLabel('Password', { exact: true }).fill(usersPassword);
  }

  /** One thing of each kind, to be deleted. */
  async function doomed(): Promise<Doomed> {
    const { api } = at.lab;
    const idOf = async (list: string, body: object) => (await api.post<{ id: string }>(list, body)).id;
    await postAsUser(at.dashboard, '/users', { username: 'doomed', password: usersPassword, role: 'viewer' });
    await postAsUser(at.dashboard, '/api-keys', { name: 'Doomed', permissions: ['config:read'] });
    const listed = async <T>(list: string) =>
      ((await (await at.page.request.get(`${at.dashboard.url}/api/v1${list}`)).json()) as { items: T[] }).items;
    const users = await listed<User>('/users');
    const keys = await listed<ApiKeyWithSecret>('/api-keys');
    const trunkIds = [company.there.trunk.id];
    const ben = company.there.ben.id;
    return {
      trunks: await idOf('/trunks', aTrunk({ name: 'Doomed', host: at.lab.slot.carrier, enabled: false })),
      extensions: await idOf('/extensions', anExtension({ number: '1400', name: 'Doomed' })),
      numbers: await idOf('/numbers', aNumber({ number: '+15550200077' })),
      'outbound-routes': await idOf('/outbound-routes', anOutboundRoute({ name: 'Doomed', position: 900, trunkIds })),
      'ring-groups': await idOf('/ring-groups', aRingGroup({ name: 'Doomed', number: null, members: [ben] })),
      announcements: await idOf(
        '/announcements',
        anAnnouncement({ name: 'Doomed', audioId: company.there.announcement.audioId }),
      ),
      schedules: await idOf('/schedules', aSchedule({ name: 'Doomed' })),
      'inbound-routes': await idOf(
        '/inbound-routes',
        anInboundRoute({ name: 'Doomed', numbers: [{ type: 'exact', number: '+15550200088' }] }),
      ),
      certificates: await idOf('/certificates', {
        name: 'Doomed',
        selfSigned: { names: ['doomed.example.org'], days: 20 },
      }),
      webhooks: await idOf('/webhooks', { url: 'https://example.org/doomed', events: ['webhook.*'] }),
      users: String(users.find(({ username }) => username === 'doomed')?.id),
      'api-keys': String(keys.find(({ name }) => name === 'Doomed')?.id),
    };
  }
}

/** The same as any other form, but for its key of idempotency. */
const unprotectedKey: Flow = {
  name: 'create without protection',
  address: '/api-keys/new',
  prepare: (page) => field(page, 'Name').fill('Unprotected'),
  typed: { Name: 'Unprotected' },
  button: 'Create',
  within: 'dialog',
  list: '/api-keys',
  counts: ({ name }) => name === 'Unprotected',
  wanted: 1,
};
