import { anOffice, type LabStack, labStack, type Office } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Dashboard, logIn, openDashboard, usualSize } from './open-dashboard.js';

/** A lab and one browser in which the administrator is logged in, for the tests of several modules. */
export interface SharedDashboard {
  readonly lab: LabStack;
  readonly dashboard: Dashboard;
  readonly page: Page;
  /** What was configured before the first test; only with `office`. */
  readonly office: Office;
  /** Begins anew at `path`: the usual size and colours, and no complaint so far. */
  open(path: string): Promise<void>;
}

/** Starts what the tests of a spec file share before the first of them, and ends it after the last. */
export function sharedDashboard(options: { slot: number; faults?: boolean; office?: boolean }): SharedDashboard {
  let lab: LabStack;
  let dashboard: Dashboard;
  let office: Office | undefined;
  beforeAll(async () => {
    lab = await labStack(options);
    if (options.office) office = await anOffice(lab);
    dashboard = await openDashboard(lab);
    await logIn(dashboard.page, lab.adminPassword);
    await dashboard.page.getByRole('heading', { name: 'Overview' }).waitFor();
  });
  afterAll(async () => {
    await dashboard?.close();
    await lab?.stop();
  });
  return {
    get lab() {
      return lab;
    },
    get dashboard() {
      return dashboard;
    },
    get page() {
      return dashboard.page;
    },
    get office() {
      if (!office) throw new Error('this lab was started without an office');
      return office;
    },
    open: async (path) => {
      await dashboard.page.setViewportSize(usualSize);
      await dashboard.page.emulateMedia({ colorScheme: 'light' });
      dashboard.complaints.length = 0;
      await dashboard.page.goto(path);
    },
  };
}
