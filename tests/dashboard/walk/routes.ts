import type { Permission } from '@trunkline/contracts';
import type { Page } from 'playwright-core';

/** A page or panel as the router of the running dashboard has it: `/trunks/$id`, and what its parents and it need. */
export interface Route {
  path: string;
  permissions: Permission[];
}

const listed = `Object.entries(__TSR_ROUTER__.routesByPath).map(([path, route]) => {
  const permissions = [];
  for (let each = route; each; each = each.parentRoute) {
    const needed = each.options.staticData?.permission;
    if (needed) permissions.push(needed);
  }
  return { path, permissions };
})`;

/** Every route there is, asked of the router itself. */
export function routesOf(page: Page): Promise<Route[]> {
  return page.evaluate<Route[]>(listed);
}

/** Goes to an address as a link of the page does, without loading the dashboard anew. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(`__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`);
}
