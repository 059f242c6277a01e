/** What is done in the dashboard when the API goes away: a flow for each kind with a form, made, changed and deleted. */
import type { Page } from 'playwright-core';
import { field } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import type { Company } from './company.js';

/** Something that is done with one button, once everything is prepared. */
export interface Flow {
  name: string;
  /** Where it is done. */
  address: string;
  /** What is done before the button, which is in the panel or dialog that is open then. */
  prepare: (page: Page) => Promise<unknown>;
  /** What was typed, by field. */
  typed: Record<string, string>;
  button: string;
  /** Where its button and what went wrong are: in what is open last, unless it has the page to itself. */
  within: 'dialog' | 'main';
  /** How many things there are afterwards as they are meant to be. */
  list: string;
  counts: (thing: Record<string, unknown>) => boolean;
  wanted: number;
}

/** Types into the fields, by their labels. */
async function fill(page: Page, typed: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(typed)) await field(page, label).fill(value);
}

const press = (page: Page, name: string) =>
  page.getByRole('dialog').last().getByRole('button', { name, exact: true }).click();

const isSame = (values: Record<string, unknown>) => (thing: Record<string, unknown>) =>
  Object.entries(values).every(([key, value]) => thing[key] === value);

/** A form for something new of each kind. */
export function creates({ lab }: SharedDashboard): Flow[] {
  const make = (list: string, typed: Record<string, string>, made: Record<string, unknown>): Flow => ({
    name: `create in ${list}`,
    address: `${list}/new`,
    prepare: (page) => fill(page, typed),
    typed,
    button: 'Create',
    within: 'dialog',
    list,
    counts: isSame(made),
    wanted: 1,
  });
  const password = 'a long enough password';
  const route = make('/outbound-routes', { Name: 'Outage', Pattern: '0300X.' }, { name: 'Outage' });
  const group = make('/ring-groups', { Name: 'Outage' }, { name: 'Outage' });
  return [
    make(
      '/trunks',
      { Name: 'Outage', Host: lab.slot.peer(9), 'User name': 'outage', Password: password },
      { name: 'Outage' },
    ),
    make('/extensions', { Number: '1300', Name: 'Outage' }, { number: '1300' }),
    make('/numbers', { Number: '+15550200099', Label: 'Outage' }, { number: '+15550200099' }),
    {
      ...route,
      prepare: async (page) => {
        await route.prepare(page);
        await page.getByRole('combobox', { name: 'Add a trunk' }).click();
        await page.getByRole('option', { name: 'Carrier', exact: true }).click();
      },
    },
    {
      ...group,
      prepare: async (page) => {
        await group.prepare(page);
        await page.getByRole('combobox', { name: 'Add an extension' }).click();
        await page.getByRole('option', { name: /^1002/ }).click();
      },
    },
    make('/schedules', { Name: 'Outage' }, { name: 'Outage' }),
    make('/users', { 'User name': 'outage', Password: password }, { username: 'outage' }),
    make('/api-keys', { Name: 'Outage' }, { name: 'Outage' }),
    make(
      '/webhooks',
      { Address: 'https://example.org/made', Description: 'Outage' },
      { url: 'https://example.org/made' },
    ),
  ];
}

/** The form of something that is there, of each kind. */
export function edits(company: Company): Flow[] {
  const { trunk, ben, number, route, group, inboundRoute, schedule, announcement, certificate, user, webhook } =
    company;
  const change = (list: string, id: string, typed: Record<string, string>, changed: Record<string, unknown>): Flow => ({
    name: `edit in ${list}`,
    address: `${list}/${id}`,
    prepare: (page) => fill(page, typed),
    typed,
    button: 'Save',
    within: 'dialog',
    list,
    counts: isSame({ id, ...changed }),
    wanted: 1,
  });
  const webhooks = change('/webhooks', webhook.id, { Description: 'Changed' }, { description: 'Changed' });
  return [
    change('/trunks', trunk.id, { 'Caller ID': '+15550200001' }, { callerId: '+15550200001' }),
    change('/extensions', ben.id, { Name: 'Benjamin' }, { name: 'Benjamin' }),
    change('/numbers', number.id, { Label: 'Changed' }, { label: 'Changed' }),
    change('/outbound-routes', route.id, { Name: 'Changed' }, { name: 'Changed' }),
    change('/ring-groups', group.id, { Name: 'Changed' }, { name: 'Changed' }),
    change('/inbound-routes', inboundRoute.id, { Name: 'Changed' }, { name: 'Changed' }),
    change('/schedules', schedule.id, { Name: 'Changed' }, { name: 'Changed' }),
    change('/certificates', certificate.id, { Name: 'Changed' }, { name: 'Changed' }),
    change('/announcements', announcement.id, { Name: 'Changed' }, { name: 'Changed' }),
    change('/users', user.id, { 'User name': 'changed' }, { username: 'changed' }),
    {
      ...webhooks,
      prepare: async (page) => {
        await page.getByRole('tab', { name: 'Settings' }).click();
        await webhooks.prepare(page);
      },
    },
  ];
}

/** The settings: what is shown of them is read anew every few seconds. */
export const settings: Flow = {
  name: 'edit the settings',
  address: '/settings',
  prepare: (page) => fill(page, { 'Public address': '203.0.113.5' }),
  typed: { 'Public address': '203.0.113.5' },
  button: 'Save',
  within: 'main',
  list: '/settings',
  counts: isSame({ publicAddress: '203.0.113.5' }),
  wanted: 1,
};

/** What there is to delete: the id of one of each kind, by the last part of its address. */
export type Doomed = Record<string, string>;

/** The question before something is deleted, for each kind. */
export function deletes(doomed: Doomed): Flow[] {
  const remove = (list: string, id: string): Flow => ({
    name: `delete in ${list}`,
    address: `${list}/${id}`,
    prepare: async (page) => {
      if (list === '/webhooks') await page.getByRole('tab', { name: 'Settings' }).click();
      await press(page, 'Delete');
      // Until the question is loaded, the button of the panel is the last of this name.
      await page.getByRole('dialog', { name: /^Delete .*\?$/ }).waitFor();
    },
    typed: {},
    button: 'Delete',
    within: 'dialog',
    list,
    counts: isSame({ id }),
    wanted: 0,
  });
  return Object.entries(doomed).map(([list, id]) => {
    const flow = remove(`/${list}`, id);
    if (list !== 'api-keys') return flow;
    // A key has no panel: it is revoked in the list.
    const revoke = (page: Page) => page.getByRole('button', { name: 'Revoke: Doomed' }).click();
    return { ...flow, address: '/api-keys', prepare: revoke, button: 'Revoke' };
  });
}
