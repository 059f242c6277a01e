import type { ParsedLocation } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { noteVisit, visitOf } from './scroll-visits';

let entries = 0;
/** A new place in the history. */
function at(pathname: string): ParsedLocation {
  entries += 1;
  return { pathname, href: pathname, state: { __TSR_key: `entry-${entries}`, __TSR_index: entries } } as ParsedLocation;
}
/** Goes from place to place, and tells whether both are of one visit. */
function stays(from: ParsedLocation, to: ParsedLocation): boolean {
  noteVisit({ type: 'onBeforeLoad', fromLocation: from, toLocation: to } as Parameters<typeof noteVisit>[0]);
  return visitOf(from) === visitOf(to);
}

describe('the visit of a page', () => {
  it('goes on while its panels open and close and filters change', () => {
    const list = at('/extensions');
    const panel = at('/extensions/1');
    expect([stays(list, panel), stays(panel, at('/extensions'))]).toEqual([true, true]);
  });

  it('is another one on another page, also on the same one later', () => {
    const [list, trunks, again] = [at('/extensions'), at('/trunks'), at('/extensions')];
    expect([stays(list, trunks), stays(trunks, again)]).toEqual([false, false]);
    expect(visitOf(again)).not.toBe(visitOf(list));
  });

  it('is found again by going back, to the list or to its panel', () => {
    const [list, panel, trunks] = [at('/extensions'), at('/extensions/1'), at('/trunks')];
    stays(list, panel);
    stays(panel, trunks);
    const left = visitOf(list);
    stays(trunks, panel);
    expect(visitOf(panel)).toBe(left);
  });
});
