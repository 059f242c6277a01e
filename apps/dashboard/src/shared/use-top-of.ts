import { type RefObject, useLayoutEffect, useState } from 'react';
import { panelOf } from './panel';

/** The header of every page. */
const HEADER_PX = 56;

/**
 * How far below the top of what they scroll in, the page or a panel, the rows of a table begin, and how much of that is
 * covered by the header of the page or panel, in pixels; right also when something above them grows.
 */
export function useTopOf(table: RefObject<HTMLTableElement | null>): { top: number; covered: number } {
  const [top, setTop] = useState(0);
  const [covered, setCovered] = useState(HEADER_PX);
  useLayoutEffect(() => {
    const panel = panelOf(table.current);
    const header = panel?.querySelector('header');
    const look = () => {
      const body = table.current?.tBodies[0];
      const scrolled = panel ? panel.scrollTop - panel.getBoundingClientRect().top : window.scrollY;
      if (body) setTop(Math.round(body.getBoundingClientRect().top + scrolled));
      if (header) setCovered(header.offsetHeight);
    };
    look();
    const observer = new ResizeObserver(look);
    for (const element of panel ? panel.children : [document.body]) observer.observe(element);
    return () => observer.disconnect();
  }, [table]);
  return { top, covered };
}
