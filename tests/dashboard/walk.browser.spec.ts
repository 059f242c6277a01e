/**
 * A walk through all of the dashboard: every page, form, table and role, with the mouse and without, and with the API away
 * in the middle of what is being done. The parts share a lab and a browser.
 */
import { afterAll, describe } from 'vitest';
import { sharedDashboard } from './shared-dashboard.js';
import { OneCompany } from './walk/company.js';
import { keyboardTests } from './walk/keyboard.js';
import { outageTests } from './walk/outage.js';
import { pagesTests } from './walk/pages.js';
import { rolesTests } from './walk/roles.js';

const at = sharedDashboard({ slot: 156 });
const company = new OneCompany(at);
afterAll(() => company.close());

describe('every page', () => pagesTests(at, company));
describe('roles', () => rolesTests(at, company));
describe('the keyboard alone', () => keyboardTests(at));
describe('the API away', () => outageTests(at, company));
