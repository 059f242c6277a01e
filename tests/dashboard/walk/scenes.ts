/**
 * Everything there is to be seen. A new page is one line here; one that the router has and no line here has fails the
 * walk. `empty` is seen before anything is configured, `filled` in a company.
 */
import type { TrunkHealth } from '@trunkline/contracts';
import { aSchedule } from '@trunkline/testing';
import type { Route } from 'playwright-core';
import { field } from '../open-dashboard.js';
import { conflict, form, inDialog, page, panel, press, type Scene } from './scene.js';

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
  page('inbound-routes-empty', '/inbound-routes', 'No inbound route yet'),
  page('schedules-empty', '/schedules', 'No schedule yet'),
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
  panel('trunk-full', '/trunks/$id', 'Save', { address: ({ branchTrunk }) => `/trunks/${branchTrunk.id}` }),
  panel('trunk-sip-options', '/trunks/$id', 'Save', {
    address: ({ branchTrunk }) => `/trunks/${branchTrunk.id}`,
    after: (at) => at.getByRole('dialog').locator('summary', { hasText: 'SIP options' }).click(),
  }),
  {
    name: 'trunk-health',
    route: '/trunks/$id',
    address: ({ trunk }) => `/trunks/${trunk.id}?tab=health`,
    shows: (at) => inDialog(at, 'Calls over it'),
  },
  {
    name: 'trunk-health-gateways',
    route: '/trunks/$id',
    address: ({ branchTrunk }) => `/trunks/${branchTrunk.id}?tab=health`,
    shows: (at) => inDialog(at, 'Calls over it'),
  },
  panel('trunk-breaker-open', '/trunks/$id', 'Ask it again now', {
    address: ({ trunk }) => `/trunks/${trunk.id}`,
    after: async (at, { trunk }) => {
      await at.route(`**/api/v1/trunks/${trunk.id}/health`, openBreaker, { times: 1 });
      await at.getByRole('tab', { name: 'Health' }).click();
    },
  }),
  {
    name: 'trunk-test',
    route: '/trunks/$id',
    address: ({ trunk }) => `/trunks/${trunk.id}?tab=test`,
    shows: (at) => inDialog(at, 'Audio there and back'),
  },
  {
    name: 'trunk-test-failed',
    route: '/trunks/$id',
    address: ({ branchTrunk }) => `/trunks/${branchTrunk.id}?tab=test`,
    shows: (at) => inDialog(at, 'Does not work'),
  },
  {
    name: 'trunk-test-wrong',
    route: '/trunks/$id',
    address: ({ trunk }) => `/trunks/${trunk.id}?tab=test`,
    after: async (at) => {
      await field(at, 'Number to call').fill('12a');
      await press(at, 'Test with a call');
    },
    shows: (at) => at.locator('[aria-invalid=true]').first(),
    refused: /^POST .*: 422$/,
  },
  {
    name: 'trunk-rates',
    route: '/trunks/$id',
    address: ({ trunk }) => `/trunks/${trunk.id}?tab=rates`,
    shows: (at) => inDialog(at, 'Berlin'),
  },
  {
    name: 'trunk-rates-none',
    route: '/trunks/$id',
    address: ({ branchTrunk }) => `/trunks/${branchTrunk.id}?tab=rates`,
    shows: (at) => at.getByRole('dialog').getByText('What this carrier charges is not known yet.'),
  },
  {
    name: 'trunk-rates-wrong',
    route: '/trunks/$id',
    address: ({ trunk }) => `/trunks/${trunk.id}?tab=rates`,
    after: (at) => {
      const lines = ['Prefix;Price', '0033;1', '44;x', ...Array.from({ length: 12 }, () => '49;-1')];
      const file = { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
      return at.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
    },
    shows: (at) => inDialog(at, 'Nothing was taken over'),
    refused: /^PUT .*: 422$/,
  },
  conflict(
    'trunk-conflict',
    '/trunks/$id',
    ({ branchTrunk }) => `/trunks/${branchTrunk.id}`,
    async (at, { lab, branchTrunk }) => {
      const gateways = at.getByRole('dialog').getByRole('group', { name: 'Gateways' });
      await gateways.getByRole('textbox', { name: 'Weight' }).first().fill('20');
      const [first, second] = branchTrunk.gateways;
      await lab.api.patch(`/trunks/${branchTrunk.id}`, { gateways: [second, first], maxCalls: 8, numbering: null });
    },
  ),
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
  panel('extension-full', '/extensions/$id', 'Save', { address: ({ cleo }) => `/extensions/${cleo.id}` }),
  conflict(
    'extension-conflict',
    '/extensions/$id',
    ({ ada }) => `/extensions/${ada.id}`,
    async (at, { lab, ada }) => {
      await field(at, 'Name').fill('Ada, Countess of Lovelace');
      await lab.api.patch(`/extensions/${ada.id}`, { name: 'Ada King', maxContacts: 3 });
    },
  ),
  page('numbers', '/numbers', 'Numbers'),
  ...form('number-new', '/numbers/new'),
  panel('number', '/numbers/$id', 'Save', { address: ({ number }) => `/numbers/${number.id}` }),
  page('outbound-routes', '/outbound-routes', 'Outbound routes'),
  ...form('outbound-route-new', '/outbound-routes/new'),
  panel('outbound-route', '/outbound-routes/$id', 'Save', { address: ({ route }) => `/outbound-routes/${route.id}` }),
  panel('outbound-route-full', '/outbound-routes/$id', 'Save', {
    address: ({ policedRoute }) => `/outbound-routes/${policedRoute.id}`,
  }),
  conflict(
    'outbound-route-conflict',
    '/outbound-routes/$id',
    ({ policedRoute }) => `/outbound-routes/${policedRoute.id}`,
    async (at, { lab, policedRoute }) => {
      const areas = at.getByRole('dialog').getByRole('group', { name: 'Numbers shown by area' });
      await areas.getByLabel('Number shown').first().fill('+4930200');
      const [pattern] = policedRoute.patterns;
      const areaCallerIds = [{ prefix: '0049', callerId: '+4930300' }];
      await lab.api.patch(`/outbound-routes/${policedRoute.id}`, { areaCallerIds, patterns: [pattern], pin: null });
    },
  ),
  page('ring-groups', '/ring-groups', 'Ring groups'),
  ...form('ring-group-new', '/ring-groups/new'),
  panel('ring-group', '/ring-groups/$id', 'Save', { address: ({ group }) => `/ring-groups/${group.id}` }),
  page('inbound-routes', '/inbound-routes', 'Inbound routes'),
  ...form('inbound-route-new', '/inbound-routes/new'),
  panel('inbound-route', '/inbound-routes/$id', 'Save', {
    address: ({ inboundRoute }) => `/inbound-routes/${inboundRoute.id}`,
  }),
  conflict(
    'inbound-route-conflict',
    '/inbound-routes/$id',
    ({ inboundRoute }) => `/inbound-routes/${inboundRoute.id}`,
    async (at, { lab, inboundRoute: { id, numbers, fallback } }) => {
      await field(at, 'Number').first().fill('+15550200009');
      const hangup = { type: 'hangup', cause: 'busy' };
      await lab.api.patch(`/inbound-routes/${id}`, { numbers: numbers.slice(1), fallback: hangup, callers: [] });
      await lab.api.patch(`/inbound-routes/${id}`, { fallback });
    },
  ),
  page('schedules', '/schedules', 'Schedules'),
  ...form('schedule-new', '/schedules/new'),
  panel('schedule', '/schedules/$id', 'Save', { address: ({ schedule }) => `/schedules/${schedule.id}` }),
  conflict(
    'schedule-conflict',
    '/schedules/$id',
    ({ schedule }) => `/schedules/${schedule.id}`,
    async (at, { lab, schedule: { id, weekly, holidays } }) => {
      await field(at, 'To').first().fill('12:30');
      await lab.api.patch(`/schedules/${id}`, { weekly: weekly.slice(0, 1), holidays: holidays.slice(0, 1) });
    },
  ),
  page('announcements', '/announcements', 'Announcements'),
  ...form('announcement-new', '/announcements/new'),
  panel('announcement', '/announcements/$id', 'Save', {
    address: ({ announcement }) => `/announcements/${announcement.id}`,
  }),
  page('routing-group', '/routing', 'What happens', { address: () => '/routing?from=1001&to=600' }),
  page('routing', '/routing', 'Explain a call'),
  page('routing-explained', '/routing', 'What happens', { address: () => '/routing?from=1001&to=%2B1555010001' }),
  page('routing-outbound', '/routing', 'What happens', { address: () => '/routing?from=1003&to=004930123456' }),
  page('routing-forbidden', '/routing', 'What happens', { address: () => '/routing?from=1001&to=004930123456' }),
  page('routing-emergency', '/routing', 'What happens', { address: () => '/routing?from=1001&to=112' }),
  page('routing-fallback', '/routing', 'What happens', {
    address: ({ number }) => `/routing?direction=inbound&from=%2B15550109001&to=${encodeURIComponent(number.number)}`,
  }),
  page('routing-inbound', '/routing', 'What happens', {
    address: ({ trunk }) =>
      `/routing?direction=inbound&from=%2B4930123&to=%2B15550200150&trunk=${trunk.id}&at=2026-12-24T11:00`,
  }),
  page('routing-wrong', '/routing', 'Explain a call', {
    after: (at) => at.getByRole('button', { name: 'Explain', exact: true }).click(),
  }),
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

/** What a carrier that takes no calls comes to: its calls would have to fail for that, one after the other. */
async function openBreaker(route: Route): Promise<void> {
  const health = (await (await route.fetch()).json()) as TrunkHealth;
  const until = new Date(Date.now() + 30_000).toISOString();
  const failing = { breaker: 'open', score: 30, calls: 5, faults: 5, answerRatio: 0, postDialDelayMs: 80, until };
  await route.fulfill({ json: { ...health, gateways: health.gateways.map((each) => ({ ...each, ...failing })) } });
}

/** What surrounds every page, opened; and what is no page. */
export const surroundings: Scene[] = [
  {
    name: 'undo',
    route: '/schedules',
    after: async (at, { lab }) => {
      await lab.api.post('/schedules', aSchedule({ name: 'Doomed' }));
      await at.getByRole('main').getByRole('link', { name: 'Doomed' }).click();
      await press(at, 'Delete');
      await at
        .getByRole('dialog', { name: /^Delete Doomed/ })
        .getByRole('button', { name: 'Delete' })
        .click();
    },
    shows: (at) => at.getByRole('alert').getByRole('button', { name: 'Undo' }),
  },
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
