import { describe, expect, it } from 'vitest';
import { type CallerIdSources, shownCallerId } from './shown-caller-id.js';

const areas = [
  { prefix: '+49', callerId: '+4930100' },
  { prefix: '4989', callerId: '+4989100' },
];
const sources = (more: Partial<CallerIdSources> = {}): CallerIdSources => ({
  route: { callerId: '+1555', areaCallerIds: areas },
  extension: '+15550200001',
  trunk: { callerId: '+1900', callerIdPolicy: 'fallback' },
  ...more,
});
const noRoute = { callerId: null, areaCallerIds: [] };

describe('the number that is shown', () => {
  it.each<[string, string, Partial<CallerIdSources>, string | null]>([
    ['of the area, by its longest prefix', '+4989123', {}, '+4989100'],
    ['of the area, whether the number has a plus or not', '49301', {}, '+4930100'],
    ['of the route where no area fits', '+33123', {}, '+1555'],
    ['of the extension where the route has none', '+33123', { route: noRoute }, '+15550200001'],
    ['of the trunk where nobody else has one', '+33123', { route: noRoute, extension: null }, '+1900'],
    [
      'of a trunk that always shows its own',
      '+4989123',
      { trunk: { callerId: '+1900', callerIdPolicy: 'always' } },
      '+1900',
    ],
    [
      'of the extension where the trunk that always shows its own has none',
      '1',
      { route: noRoute, trunk: { callerId: null, callerIdPolicy: 'always' } },
      '+15550200001',
    ],
    [
      'of who calls where nothing has one',
      '1',
      { route: noRoute, extension: null, trunk: { callerId: null, callerIdPolicy: 'fallback' } },
      null,
    ],
  ])('is that %s', (_which, number, more, shown) => {
    expect(shownCallerId(number, sources(more))).toBe(shown);
  });
});
