import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** The same widths as in row-table.module.css. */
const NARROW = '(max-width: 48em)';
const NOT_WIDE = '(max-width: 62em)';

/**
 * The widths in percent that the browser gave the columns by the first rows. They are kept while rows scroll by, and
 * found anew when the layout changes. `narrow`: rows are cards, which have no columns.
 */
export function useColumnWidths(table: RefObject<HTMLTableElement | null>, columns: number) {
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const notWide = useMediaQuery(NOT_WIDE, undefined, { getInitialValueInEffect: false }) ?? false;
  const layout = `${narrow} ${notWide} ${columns}`;
  const [found, setFound] = useState<{ layout: string; widths: number[] }>();
  const known = found?.layout === layout;
  useLayoutEffect(() => {
    const element = table.current;
    if (known || narrow || !element || element.tBodies[0]?.rows.length === 0) return;
    const cells = [...element.querySelectorAll('th')];
    const whole = element.getBoundingClientRect().width;
    setFound({ layout, widths: cells.map((cell) => (cell.getBoundingClientRect().width / whole) * 100) });
  }, [table, known, narrow, layout]);
  return { narrow, widths: found?.layout === layout && !narrow ? found.widths : null };
}
