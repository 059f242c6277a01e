/** The dashboard of a small company with calls. The parts share a lab and a browser; each begins on its own page. */
import { describe } from 'vitest';
import { historyTests } from './office/history.js';
import { hostilePayloadTests } from './office/hostile-payloads.js';
import { liveBoardTests } from './office/live-board.js';
import { overviewTests } from './office/overview.js';
import { paletteTests } from './office/palette.js';
import { savedFilterTests } from './office/saved-filters.js';
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
