/** The dashboard of a small company with calls. The parts share a lab and a browser; each begins on its own page. */
import { describe } from 'vitest';
import { certificateTests } from './office/certificates.js';
import { gatewayTests } from './office/gateways.js';
import { historyTests } from './office/history.js';
import { hostilePayloadTests } from './office/hostile-payloads.js';
import { inboundRouteTests } from './office/inbound-routes.js';
import { languageTests } from './office/languages.js';
import { liveBoardTests } from './office/live-board.js';
import { longListTests } from './office/long-lists.js';
import { overviewTests } from './office/overview.js';
import { paletteTests } from './office/palette.js';
import { ringGroupTests } from './office/ring-groups.js';
import { routingTests } from './office/routing.js';
import { savedFilterTests } from './office/saved-filters.js';
import { sipOptionTests } from './office/sip-options.js';
import { systemTests } from './office/system.js';
import { visitorTests } from './office/visitors.js';
import { sharedDashboard } from './shared-dashboard.js';

const at = sharedDashboard({ slot: 63, office: true });

describe('live calls', () => liveBoardTests(at));
describe('hostile payloads', () => hostilePayloadTests(at));
describe('history', () => historyTests(at));
describe('saved filters', () => savedFilterTests(at));
describe('the overview', () => overviewTests(at));
describe('the palette and shortcuts', () => paletteTests(at));
describe('visitors', () => visitorTests(at));
describe('the explanation of a call', () => routingTests(at));
describe('certificates', () => certificateTests(at));
describe('gateways', () => gatewayTests(at));
describe('the SIP options of a trunk', () => sipOptionTests(at));
describe('ring groups', () => ringGroupTests(at));
describe('schedules and inbound routes', () => inboundRouteTests(at));
describe('languages', () => languageTests(at));
describe('the system page', () => systemTests(at));
// Last: agent and database have to do with so many for a while after they are gone.
describe('long lists', () => longListTests(at));
