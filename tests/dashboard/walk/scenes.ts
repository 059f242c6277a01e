/**
 * Everything there is to be seen. A new page is one line here; one that the router has and no line here has fails the
 * walk. `empty` is seen before anything is configured, `filled` in a company.
 */
import type { Locator, Page } from 'playwright-core';
import { field } from '../open-dashboard.js';
import type { Company } from './company.js';

/** Something to be seen and looked at. */
export interface Scene {
  /** Of its pictures. */
  name: string;
  /** As the router has it: `/trunks/$id`. */
  route: string;
  /** Where it is, unless the route is an address. */
  address?: (company: Company) => string;
  /** What is done there before it is looked at. */
  after?: (page: Page, company: Company) => Promise<unknown>;
  /** What has to be there then. */
  shows: (page: Page) => Locator;
}

type More = Partial<Pick<Scene, 'after' | 'address'>>;

/** A page, known by its heading. */
const page = (name: string, route: string, heading: string, more: More = {}): Scene => ({
  name,
  route,
  ...more,
  shows: (at) => at.getByRole('heading', { name: heading, exact: true }).first(),
});

/** Something with buttons in a panel or a dialog, known by one of them. */
const panel = (name: string, route: string, button: string, more: More = {}): Scene => ({
  name,
  route,
  ...more,
  shows: (at) => at.getByRole('dialog').getByRole('button', { name: button, exact: true }),
});

/** The form for something new, and the same with everything left out. */
const form = (name: string, route: string): Scene[] => [
  panel(name, route, 'Create'),
  {
    name: `${name}-wrong`,
    route,
    after: (at) => press(at, 'Create'),
    shows: (at) => at.locator('[aria-invalid=true]').first(),
  },
];

const press = (at: Page, name: string) => at.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const inDialog = (at: Page, text: string) => at.getByRole('dialog').getByText(text, { exact: true }).first();

/** What says what to do next where nothing is yet. */
export const empty: Scene[] = [
  page('overview-empty', '/', 'To a first call'),
  page('calls-empty', '/calls', 'No call right now'),
  page('history-empty', '/history', 'No call yet'),
  page('trunks-empty', '/trunks', 'No trunk yet'),
  page('extensions-empty', '/extensions', 'No extension yet'),
  page('numbers-empty', '/numbers', 'No number yet'),
  page('outbound-routes-empty', '/outbound-routes', 'No outbound route yet'),
  page('ring-groups-empty', '/ring-groups', 'No ring group yet'),
  page('announcements-empty', '/announcements', 'No announcement yet'),
  page('certificates-empty', '/certificates', 'No certificate yet'),
  page('revisions-empty', '/revisions', 'No change yet'),
  page('webhooks-empty', '/webhooks', 'No webhook yet'),
];

/** What is seen in a company. */
export const filled: Scene[] = [
  page('overview', '/', 'Overview'),
  page('overview-table', '/', 'Overview', {
    after: (at) => at.getByRole('button', { name: 'Show as a table' }).click(),
  }),
  page('calls', '/calls', 'Live calls'),
  panel('hang-up', '/calls', 'Hang up', {
    after: (at) => at.getByRole('button', { name: /^Hang up the call/ }).click(),
  }),
  page('history', '/history', 'History'),
  page('history-filters', '/history', 'History', {
    after: (at) => at.getByRole('button', { name: 'More filters' }).click(),
  }),
  page('history-no-match', '/history', 'No call matches', { address: () => '/history?search=nobody' }),
  {
    name: 'saved-filters',
    route: '/history',
    address: () => '/history?disposition=failed',
    after: (at) => at.getByRole('button', { name: 'Saved filters' }).click(),
    shows: (at) => at.getByRole('menuitem', { name: 'Save this filter…' }),
  },
  panel('call-record', '/history/$id', 'Close', { address: ({ record }) => `/history/${record.id}` }),
  page('trunks', '/trunks', 'Trunks'),
  ...form('trunk-new', '/trunks/new'),
  panel('trunk', '/trunks/$id', 'Save', { address: ({ trunk }) => `/trunks/${trunk.id}` }),
  {
    name: 'trunk-review',
    route: '/trunks/$id',
    address: ({ trunk }) => `/trunks/${trunk.id}`,
    after: async (at) => {
      await field(at, 'Caller ID').fill('+15550200001');
      await press(at, 'Review changes');
    },
    shows: (at) => inDialog(at, 'Reloaded modules'),
  },
  page('extensions', '/extensions', 'Extensions'),
  ...form('extension-new', '/extensions/new'),
  panel('extension', '/extensions/$id', 'Save', { address: ({ ada }) => `/extensions/${ada.id}` }),
  panel('extension-voicemail', '/extensions/$id', 'Save', {
    address: ({ ada }) => `/extensions/${ada.id}`,
    after: (at) => at.getByRole('dialog').getByRole('switch', { name: 'Voicemail' }).click(),
  }),
  {
    name: 'extension-delete',
    route: '/extensions/$id',
    address: ({ ada }) => `/extensions/${ada.id}`,
    after: (at) => press(at, 'Delete'),
    shows: (at) => at.getByRole('dialog', { name: /^Delete 1001/ }).getByRole('button', { name: 'Delete' }),
  },
  panel('extension-secret', '/extensions/$id', 'Done', {
    address: ({ ben }) => `/extensions/${ben.id}`,
    after: async (at) => {
      await press(at, 'New secret');
      await at
        .getByRole('dialog', { name: /^Make a new secret/ })
        .getByRole('button', { name: 'New secret' })
        .click();
    },
  }),
  panel('extension-conflict', '/extensions/$id', 'Save merged', {
    address: ({ ada }) => `/extensions/${ada.id}`,
    after: async (at, { lab, ada }) => {
      await field(at, 'Name').fill('Ada, Countess of Lovelace');
      await lab.api.patch(`/extensions/${ada.id}`, { name: 'Ada King', maxContacts: 3 });
      await press(at, 'Save');
    },
  }),
  page('numbers', '/numbers', 'Numbers'),
  ...form('number-new', '/numbers/new'),
  panel('number', '/numbers/$id', 'Save', { address: ({ number }) => `/numbers/${number.id}` }),
  page('outbound-routes', '/outbound-routes', 'Outbound routes'),
  ...form('outbound-route-new', '/outbound-routes/new'),
  panel('outbound-route', '/outbound-routes/$id', 'Save', { address: ({ route }) => `/outbound-routes/${route.id}` }),
  page('ring-groups', '/ring-groups', 'Ring groups'),
  ...form('ring-group-new', '/ring-groups/new'),
  panel('ring-group', '/ring-groups/$id', 'Save', { address: ({ group }) => `/ring-groups/${group.id}` }),
  page('announcements', '/announcements', 'Announcements'),
  ...form('announcement-new', '/announcements/new'),
  panel('announcement', '/announcements/$id', 'Save', {
    address: ({ announcement }) => `/announcements/${announcement.id}`,
  }),
  page('routing-group', '/routing', 'What happens', { address: () => '/routing?from=1001&to=600' }),
  page('routing', '/routing', 'Explain a call'),
  page('routing-explained', '/routing', 'What happens', { address: () => '/routing?from=1001&to=%2B1555010001' }),
  page('certificates', '/certificates', 'Certificates'),
  ...form('certificate-new', '/certificates/new'),
  panel('certificate', '/certificates/$id', 'Save', {
    address: ({ certificate }) => `/certificates/${certificate.id}`,
  }),
  page('settings', '/settings', 'Settings'),
  page('revisions', '/revisions', 'Revisions'),
  panel('revision', '/revisions/$number', 'Roll back', { address: () => '/revisions/1' }),
  page('deleted', '/deleted', 'Recently deleted'),
  page('system', '/system', 'System health'),
  page('users', '/users', 'Users'),
  ...form('user-new', '/users/new'),
  panel('user', '/users/$id', 'Save', { address: ({ user }) => `/users/${user.id}` }),
  page('sessions', '/sessions', 'Sessions'),
  page('api-keys', '/api-keys', 'API keys'),
  ...form('api-key-new', '/api-keys/new'),
  panel('api-key-made', '/api-keys/new', 'Done', {
    after: async (at) => {
      await field(at, 'Name').fill('Wallboard');
      await press(at, 'Create');
    },
  }),
  page('audit-log', '/audit-log', 'Audit log'),
  panel('audit-entry', '/audit-log/$number', 'Close', { address: () => '/audit-log/1' }),
  page('webhooks', '/webhooks', 'Webhooks'),
  ...form('webhook-new', '/webhooks/new'),
  panel('webhook', '/webhooks/$id', 'Send a test', { address: ({ webhook }) => `/webhooks/${webhook.id}` }),
  {
    name: 'webhook-delivery',
    route: '/webhooks/$id/deliveries/$deliveryId',
    address: ({ delivery }) => `/webhooks/${delivery.webhookId}/deliveries/${delivery.id}`,
    shows: (at) => at.getByRole('dialog').getByText('"webhook.test"'),
  },
  panel('webhook-settings', '/webhooks/$id', 'Save', {
    address: ({ webhook }) => `/webhooks/${webhook.id}`,
    after: (at) => at.getByRole('tab', { name: 'Settings' }).click(),
  }),
];

/** What surrounds every page, opened; and what is no page. */
export const surroundings: Scene[] = [
  {
    name: 'account-menu',
    route: '/sessions',
    after: (at) => at.getByRole('button', { name: /^Account of/ }).click(),
    shows: (at) => at.getByRole('menuitem', { name: 'Log out' }),
  },
  panel('password', '/sessions', 'Save', {
    after: async (at) => {
      await at.getByRole('button', { name: /^Account of/ }).click();
      await at.getByRole('menuitem', { name: 'Change password' }).click();
    },
  }),
  {
    name: 'palette',
    route: '/sessions',
    after: (at) => at.keyboard.press('ControlOrMeta+k'),
    shows: (at) => at.getByRole('dialog').getByRole('combobox'),
  },
  {
    name: 'shortcuts',
    route: '/sessions',
    after: (at) => at.keyboard.press('?'),
    shows: (at) => at.getByRole('dialog', { name: 'Keyboard shortcuts' }),
  },
  page('not-found', '/sessions', 'There is no such page', { address: () => '/nowhere' }),
];
