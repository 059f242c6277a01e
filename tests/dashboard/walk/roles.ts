/**
 * Each role through every page: it is offered what it may see and do, and no more; where it is led to another page all the
 * same, it is told kindly; nothing that it asks for is refused, and no secret is in what it gets.
 */
import { type Permission, type Role, roleSchema } from '@trunkline/contracts';
import { leaksIn, proving } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type Dashboard, logIn, openBeside, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { type OneCompany, usersPassword } from './company.js';
import { look } from './look.js';
import { watchRequests } from './requests.js';
import { follow, routesOf } from './routes.js';
import type { Scene } from './scene.js';
import { filled } from './scenes.js';

const sees: Permission[] = ['config:read', 'calls:read', 'records:read'];
/** What each role may do, as the documentation has it. */
const may: Record<Role, Permission[]> = {
  viewer: sees,
  operator: [...sees, 'calls:control'],
  administrator: [...sees, 'calls:control', 'config:write', 'access:manage', 'webhooks:manage'],
};
/** What changes something, in the panel of a resource. */
const changing =
  /^(Create|Save|Delete|Roll back|New secret|Review changes|Send a test|Ask it again now|(Upload a|Replace the) price list|Delete the rates)$/;
/** What calls. */
const calling = /^Test with(out)? a call$/;

/** All of the page; what is written in the fields is no part of its markup. */
const wholePage =
  "[document.body.innerHTML, ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value)].join(' ')";

/** The tests of the roles. */
export function rolesTests(at: SharedDashboard, company: OneCompany): void {
  beforeAll(() => company.make());

  it.each(roleSchema.options)('%s', async (role) => {
    const allowed = (permissions: Permission[]) => permissions.every((each) => may[role].includes(each));
    const other = await openBeside(at.page, at.lab, '/login', { reducedMotion: 'reduce' });
    try {
      const { page } = other;
      await loggedIn(other, role);
      const requests = watchRequests(page);
      const texts = new Map<string, string>();
      const routes = (await routesOf(page)).filter(({ path }) => path !== '/login');
      for (const { path, permissions } of routes) {
        for (const { name, address } of scenesOf(path)) {
          await follow(page, address?.(company.there) ?? path);
          await requests.quiet();
          const refused = page.getByRole('heading', { name: 'This page is not for your account' });
          if (allowed(permissions)) {
            await page.getByRole('heading').first().waitFor();
            expect(await refused.count(), name).toBe(0);
          } else await refused.waitFor();
          await changesOnlyWhatItMay(page, path, role);
          texts.set(name, await page.evaluate<string>(wholePage));
          // How a form looks that cannot be changed is seen once.
          if (proving && role === 'viewer' && path.endsWith('$id')) await look(page, `viewer-${name}`, { width: 390 });
          await page.setViewportSize(usualSize);
        }
      }
      await hasTheNavigationOf(page, new Map(routes.map(({ path, permissions }) => [path, allowed(permissions)])));
      for (const [request, text] of await requests.answers()) texts.set(request, text);
      expect(leaksIn(texts, await secrets())).toEqual([]);
      expect(requests.failures).toEqual([]);
      expect(other.complaints).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('given the answer that shows a secret (control), then the secret is found in it', async () => {
    const texts = new Map([['the answer', JSON.stringify(company.there.cleo)]]);
    expect(leaksIn(texts, await secrets())).toEqual(['the secret of a phone in the answer']);
  });

  /** Where a route of the router leads to with what the company has: a panel has an address for each of its tabs. */
  function scenesOf(path: string): Scene[] {
    const [first, ...others] = filled.filter(({ route }) => route === path);
    if (!first) throw new Error(`${path} is no page of the walk: add it to scenes.ts`);
    return [first, ...others.filter(({ after }) => after === undefined)];
  }

  async function loggedIn({ page }: Dashboard, role: Role): Promise<void> {
    const [name, password] = role === 'administrator' ? ['admin', at.lab.adminPassword] : [String(role), usersPassword];
    await logIn(page, password, name);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  }

  async function changesOnlyWhatItMay(page: Page, path: string, role: Role): Promise<void> {
    if (path === '/calls') {
      const expected = may[role].includes('calls:control') ? 1 : 0;
      expect(await page.getByRole('button', { name: /^Hang up/ }).count(), path).toBe(expected);
    }
    const calls = page.getByRole('dialog').getByRole('button', { name: calling });
    if (!may[role].includes('calls:control')) expect(await calls.count(), path).toBe(0);
    if (may[role].includes('config:write')) return;
    expect(await page.locator('main a[href$="/new"]').count(), path).toBe(0);
    expect(await page.getByRole('dialog').getByRole('button', { name: changing }).count(), path).toBe(0);
  }

  /** Of the pages it has a link to each that it may see and to no other. */
  async function hasTheNavigationOf(page: Page, seen: Map<string, boolean>): Promise<void> {
    const links = page.getByRole('navigation').getByRole('link');
    const linked = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
    for (const path of linked) expect(seen.get(String(path)), `the link to ${path}`).toBe(true);
    const pages = [...seen].filter(([path, open]) => open && /^\/[^/$]*$/.test(path)).map(([path]) => path);
    expect(pages.filter((path) => !linked.includes(path))).toEqual([]);
  }

  async function secrets(): Promise<Map<string, string>> {
    const { cleo, webhook } = company.there;
    const cookies = await at.page.context().cookies();
    const token = cookies.find(({ name }) => name === 'trunkline_session')?.value;
    return new Map([
      ['the password at the carrier', at.lab.carrierAccount.password],
      ['the secret of a phone', cleo.secret],
      ['the secret of a webhook', webhook.secret],
      ['an API key', at.lab.api.apiKey],
      ['the password of the administrator', at.lab.adminPassword],
      ['the password of a user', usersPassword],
      ['the session of somebody else', String(token)],
    ]);
  }
}
