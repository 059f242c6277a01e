import { type RefObject, useLayoutEffect, useState } from 'react';

/** How far below the top of the page the rows of a table begin, in pixels; right also when something above them grows. */
export function useTopOf(table: RefObject<HTMLTableElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const look = () => {
      const body = table.current?.tBodies[0];
      if (body) setTop(Math.round(body.getBoundingClientRect().top + window.scrollY));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [table]);
  return top;
}
