import { createContext, type RefObject } from 'react';

/** The panel that something is drawn in, if any: a panel scrolls in itself. */
export const PanelContext = createContext<RefObject<HTMLElement | null> | null>(null);

/** What `element` scrolls in: the panel that it stands in, null for the window. It is there before the context knows it. */
export function panelOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[role=dialog]') ?? null;
}
