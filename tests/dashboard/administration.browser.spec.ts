/** What an administrator does away from calls. The parts share a lab and a browser; each begins on its own page. */
import { describe } from 'vitest';
import { accessTests } from './administration/access.js';
import { conflictTests } from './administration/conflicts.js';
import { revisionTests } from './administration/revisions.js';
import { settingsTests } from './administration/settings.js';
import { undoTests } from './administration/undo.js';
import { webhookTests } from './administration/webhooks.js';
import { sharedDashboard } from './shared-dashboard.js';

const at = sharedDashboard({ slot: 155, faults: true });

describe('revisions', () => revisionTests(at));
describe('webhooks', () => webhookTests(at));
describe('undo', () => undoTests(at));
describe('conflicts', () => conflictTests(at));
// Changes the port of SIP: what has a phone comes before it.
describe('settings', () => settingsTests(at));
describe('access', () => accessTests(at));
