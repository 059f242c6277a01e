/** The same company: where its calls go, what it is made of, and the dashboard as a whole. */
import { describe } from 'vitest';
import { announcementTests } from './office/announcements.js';
import { callsOutTests } from './office/calls-out.js';
import { certificateTests } from './office/certificates.js';
import { gatewayTests } from './office/gateways.js';
import { inboundRouteTests } from './office/inbound-routes.js';
import { languageTests } from './office/languages.js';
import { longListTests } from './office/long-lists.js';
import { ringGroupTests } from './office/ring-groups.js';
import { routingTests } from './office/routing.js';
import { sipOptionTests } from './office/sip-options.js';
import { systemTests } from './office/system.js';
import { trunkPresetTests } from './office/trunk-presets.js';
import { trunkTestTests } from './office/trunk-test.js';
import { voicemailTests } from './office/voicemail.js';
import { sharedDashboard } from './shared-dashboard.js';

const at = sharedDashboard({ slot: 215, office: true });

describe('the explanation of a call', () => routingTests(at));
describe('certificates', () => certificateTests(at));
describe('the test of a trunk', () => trunkTestTests(at));
describe('gateways', () => gatewayTests(at));
describe('the SIP options of a trunk', () => sipOptionTests(at));
describe('calls out', () => callsOutTests(at));
describe('the guided form of a trunk', () => trunkPresetTests(at));
describe('ring groups', () => ringGroupTests(at));
describe('schedules and inbound routes', () => inboundRouteTests(at));
describe('announcements', () => announcementTests(at));
describe('voicemail', () => voicemailTests(at));
describe('languages', () => languageTests(at));
describe('the system page', () => systemTests(at));
// Last: agent and database have to do with so many for a while after they are gone.
describe('long lists', () => longListTests(at));
