import type { PagePath } from '../navigation';

/** What a shortcut does; the pages are gone to. */
export type ShortcutAction = 'palette' | 'find' | 'create' | 'help' | { to: PagePath };

/** Keys that are pressed one after the other, as `KeyboardEvent.key` has them; `Mod` is held down with the next. */
export interface Shortcut {
  keys: readonly string[];
  action: ShortcutAction;
}

const goTo = (key: string, to: PagePath): Shortcut => ({ keys: ['g', key], action: { to } });

/** Every shortcut of the dashboard. The help shows them in this order. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['Mod', 'k'], action: 'palette' },
  { keys: ['/'], action: 'find' },
  { keys: ['n'], action: 'create' },
  { keys: ['?'], action: 'help' },
  goTo('o', '/'),
  goTo('l', '/calls'),
  goTo('h', '/history'),
  goTo('t', '/trunks'),
  goTo('e', '/extensions'),
  goTo('n', '/numbers'),
  goTo('f', '/inbound-routes'),
  goTo('z', '/schedules'),
  goTo('p', '/ring-groups'),
  goTo('r', '/outbound-routes'),
  goTo('m', '/routing'),
  goTo('c', '/certificates'),
  goTo('s', '/settings'),
  goTo('v', '/revisions'),
  goTo('d', '/deleted'),
  goTo('y', '/system'),
  goTo('u', '/users'),
  goTo('i', '/sessions'),
  goTo('k', '/api-keys'),
  goTo('w', '/webhooks'),
  goTo('a', '/audit-log'),
];

/** The keys that lead to a page. */
export function keysTo(page: PagePath): readonly string[] {
  return shortcuts.find(({ action }) => typeof action === 'object' && action.to === page)?.keys ?? [];
}
