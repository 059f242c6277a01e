/** The kinds of scenes: what each is known by, and what is done before it is looked at. */
import type { Locator, Page } from 'playwright-core';
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
  /** The one request that is refused on the way there. */
  refused?: RegExp;
}

type More = Partial<Pick<Scene, 'after' | 'address' | 'refused'>>;

/** A page, known by its heading. */
export const page = (name: string, route: string, heading: string, more: More = {}): Scene => ({
  name,
  route,
  ...more,
  shows: (at) => at.getByRole('heading', { name: heading, exact: true }).first(),
});

/** Something with buttons in a panel or a dialog, known by one of them. */
export const panel = (name: string, route: string, button: string, more: More = {}): Scene => ({
  name,
  route,
  ...more,
  shows: (at) => at.getByRole('dialog').getByRole('button', { name: button, exact: true }),
});

/** The form for something new, and the same with everything left out. */
export const form = (name: string, route: string): Scene[] => [
  panel(name, route, 'Create'),
  {
    name: `${name}-wrong`,
    route,
    after: (at) => press(at, 'Create'),
    shows: (at) => at.locator('[aria-invalid=true]').first(),
  },
];

/** The form of something that another changed meanwhile, in the same field and in others. */
export const conflict = (
  name: string,
  route: string,
  address: Scene['address'],
  both: NonNullable<Scene['after']>,
): Scene =>
  panel(name, route, 'Save merged', {
    ...(address ? { address } : {}),
    after: async (at, company) => {
      await both(at, company);
      await press(at, 'Save');
    },
    refused: /^PATCH .*: 412$/,
  });

export const press = (at: Page, name: string) =>
  at.getByRole('dialog').getByRole('button', { name, exact: true }).click();
export const inDialog = (at: Page, text: string) => at.getByRole('dialog').getByText(text, { exact: true }).first();
