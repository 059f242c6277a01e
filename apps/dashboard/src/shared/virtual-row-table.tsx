import {
  defaultRangeExtractor,
  observeElementOffset,
  observeElementRect,
  useWindowVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type FocusEvent,
  type RefObject,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { PanelContext, panelOf } from './panel';
import classes from './row-table.module.css';
import { Row, type RowKey, type RowTableProps, TableFrame } from './table-frame';
import { useColumnWidths } from './use-column-widths';
import { useTopOf } from './use-top-of';

/** The head of the table, which stays in sight. */
const HEAD_PX = 41;
const OVERSCAN = 4;

/** Heights of rows that were seen, so that whoever comes back to a list finds it where it was. */
const knownHeights = new Map<string, VirtualItem[]>();

/** A card on a phone has a line for each column. */
const ROW_PX = 57;
const CARD_LINE_PX = 30;

/**
 * The table for many rows: only those in sight, some around them, and the one that has the focus are on the page. Gaps
 * as high as the rest keep the scroll bar right, and each row says its place to a screen reader.
 */
export default function VirtualRowTable<T>({ label, columns, rows, rowKey, rowState, more = false }: RowTableProps<T>) {
  const table = useRef<HTMLTableElement>(null);
  const panel = useContext(PanelContext);
  const { top: scrollMargin, covered } = useTopOf(table);
  const { widths, narrow } = useColumnWidths(table, columns.length);
  const focused = useRef<Focused>(undefined);
  const [wanted, setWanted] = useState<number>();
  const kept = wanted ?? placeOf(focused.current, rows, rowKey);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (narrow ? CARD_LINE_PX * (columns.length + 1) : ROW_PX),
    overscan: OVERSCAN,
    scrollMargin,
    scrollPaddingStart: covered + HEAD_PX,
    useFlushSync: false,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    initialMeasurementsCache: knownHeights.get(label) ?? [],
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      if (kept === undefined || kept >= range.count || seen.includes(kept)) return seen;
      return [...seen, kept].sort((a, b) => a - b);
    },
    ...(panel && inPanel(panel, table)),
  });

  useLayoutEffect(() => () => void knownHeights.set(label, virtual.takeSnapshot()), [label, virtual]);
  // A card on a phone is as high as several rows: what was measured before says nothing.
  const drawnNarrow = useRef(narrow);
  useLayoutEffect(() => {
    if (drawnNarrow.current !== narrow) virtual.measure();
    drawnNarrow.current = narrow;
  }, [narrow, virtual]);
  useLayoutEffect(() => {
    if (wanted === undefined) return;
    table.current
      ?.querySelector<HTMLElement>(`tr[data-index="${wanted}"] :is(a, button)`)
      ?.focus({ preventScroll: true });
    setWanted(undefined);
  }, [wanted]);

  const onKey = (key: RowKey, row: HTMLTableRowElement) => {
    const from = Number(row.dataset.index);
    const place = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: rows.length - 1 }[key];
    if (place < 0 || place >= rows.length) return false;
    virtual.scrollToIndex(place);
    setWanted(place);
    return true;
  };
  const onFocus = (event: FocusEvent) => {
    const index = Number(event.target.closest<HTMLElement>('tr[data-index]')?.dataset.index);
    const row = rows[index];
    focused.current = row === undefined ? undefined : { index, key: rowKey(row) };
  };

  const items = virtual.getVirtualItems();
  const gapBefore = (item: VirtualItem, place: number) => item.start - (items[place - 1]?.end ?? scrollMargin);
  const after = virtual.getTotalSize() + scrollMargin - (items.at(-1)?.end ?? scrollMargin);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears which row has the focus
    <div
      style={{ '--trunkline-covered': `${covered}px` } as CSSProperties}
      onFocus={onFocus}
      onBlur={() => (focused.current = undefined)}
    >
      <TableFrame
        ref={table}
        label={label}
        columns={columns}
        rowCount={more ? -1 : rows.length + 1}
        widths={widths}
        onKey={onKey}
      >
        {items.flatMap((item, place) => {
          const row = rows[item.index];
          if (row === undefined) return [];
          const key = rowKey(row);
          const gap = gapBefore(item, place);
          const drawn = (
            <Row
              key={key}
              ref={virtual.measureElement}
              row={row}
              columns={columns}
              state={rowState?.(row)}
              place={item.index}
            />
          );
          return gap > 0 ? [<Gap key={`before ${key}`} height={gap} columns={columns.length} />, drawn] : [drawn];
        })}
        {after > 0 && <Gap key="after" height={after} columns={columns.length} />}
      </TableFrame>
    </div>
  );
}

/**
 * What the virtualiser does otherwise where a panel scrolls and not the window. Which of the two it is for cannot change,
 * but its type can be for one of them only.
 */
function inPanel(panel: RefObject<HTMLElement | null>, table: RefObject<HTMLTableElement | null>): object {
  return {
    getScrollElement: () => panelOf(table.current),
    observeElementRect,
    observeElementOffset,
    initialOffset: () => panel.current?.scrollTop ?? 0,
  };
}

/** The row that has the focus, and where it was then. */
type Focused = { index: number; key: string } | undefined;

/** Where the row with the focus is now: rows above it may have come or gone. */
function placeOf<T>(focused: Focused, rows: T[], rowKey: (row: T) => string): number | undefined {
  if (focused === undefined) return undefined;
  const there = rows[focused.index];
  if (there !== undefined && rowKey(there) === focused.key) return focused.index;
  const found = rows.findIndex((row) => rowKey(row) === focused.key);
  return found < 0 ? undefined : found;
}

/** Room for the rows that are not on the page. */
function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className={classes.gap} style={{ height }} aria-hidden>
      <td colSpan={columns} />
    </tr>
  );
}
