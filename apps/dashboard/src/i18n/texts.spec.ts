import { describe, expect, it } from 'vitest';
import announcementsDe from './de/announcements.json';
import apiKeysDe from './de/api-keys.json';
import certificatesDe from './de/certificates.json';
import extensionPanelDe from './de/extension-panel.json';
import inboundDe from './de/inbound.json';
import { de } from './de/index';
import outboundRoutesDe from './de/outbound-routes.json';
import overviewDe from './de/overview.json';
import ringGroupsDe from './de/ring-groups.json';
import routingDe from './de/routing.json';
import systemHealthDe from './de/system-health.json';
import trunkOptionsDe from './de/trunk-options.json';
import webhooksDe from './de/webhooks.json';
import announcementsEn from './en/announcements.json';
import apiKeysEn from './en/api-keys.json';
import certificatesEn from './en/certificates.json';
import extensionPanelEn from './en/extension-panel.json';
import inboundEn from './en/inbound.json';
import { en } from './en/index';
import outboundRoutesEn from './en/outbound-routes.json';
import overviewEn from './en/overview.json';
import ringGroupsEn from './en/ring-groups.json';
import routingEn from './en/routing.json';
import systemHealthEn from './en/system-health.json';
import trunkOptionsEn from './en/trunk-options.json';
import webhooksEn from './en/webhooks.json';

/** Names, and words that are the same in German. Every other text has to be translated. */
const shared = new Set([
  'Administrator',
  'Agent',
  'Alarm',
  'Asterisk',
  'Asterisk {{version}}',
  'Codecs',
  'Hash',
  'Host',
  'Live',
  'Name',
  'PIN',
  '{{prefix}}…: {{callerId}}',
  'Gateways',
  'Operator',
  'Test',
  'PIN',
  'Option',
  'Port',
  'Region',
  'Revision',
  'Revision {{number}}',
  'Route {{name}}',
  'SIP {{code}}',
  'System',
  'Transport',
  'Trunk',
  'Trunk {{name}}',
  'Trunk {{ref}}',
  'Trunkline',
  'Trunkline {{version}}',
  'Trunks',
  'Webhook',
  'Webhooks',
  '{{host}}:{{port}} · {{transport}}',
  '{{ms, number}} ms',
  'API',
  'Version',
]);

interface Branch {
  [key: string]: string | Branch;
}

/** Every text by its whole key. */
function textsOf(branch: Branch, above = ''): [key: string, text: string][] {
  return Object.entries(branch).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${above}${key}`, value]] : textsOf(value, `${above}${key}.`),
  );
}

const placeholders = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).toSorted();
const english = new Map(
  textsOf({
    ...en,
    announcements: announcementsEn,
    overview: overviewEn,
    apiKeys: apiKeysEn,
    outboundRoutes: outboundRoutesEn,
    ringGroups: ringGroupsEn,
    webhooks: webhooksEn,
    certificates: certificatesEn,
    inbound: inboundEn,
    routing: routingEn,
    systemHealth: systemHealthEn,
    trunkOptions: trunkOptionsEn,
    extensionPanel: extensionPanelEn,
  }),
);
const german = textsOf({
  ...de,
  announcements: announcementsDe,
  overview: overviewDe,
  apiKeys: apiKeysDe,
  outboundRoutes: outboundRoutesDe,
  ringGroups: ringGroupsDe,
  webhooks: webhooksDe,
  certificates: certificatesDe,
  inbound: inboundDe,
  routing: routingDe,
  systemHealth: systemHealthDe,
  trunkOptions: trunkOptionsDe,
  extensionPanel: extensionPanelDe,
});

describe('the German texts', () => {
  it('have the keys of the English ones, plural forms included', () => {
    expect(german.map(([key]) => key).toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('name the same values with the same formats', () => {
    const wrong = german.filter(
      ([key, text]) => String(placeholders(text)) !== String(placeholders(english.get(key) ?? '')),
    );
    expect(wrong).toEqual([]);
  });

  it('are none of them empty', () => {
    expect(german.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('are none of them English', () => {
    expect(german.filter(([key, text]) => text === english.get(key) && !shared.has(text))).toEqual([]);
  });
});
