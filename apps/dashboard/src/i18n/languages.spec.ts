import { expect, it } from 'vitest';
import { firstSpoken } from './languages';

it.each([
  [['de-AT', 'en'], 'de'],
  [['fr-CH', 'de-CH', 'en'], 'de'],
  [['en-US', 'de'], 'en'],
  [['DE'], 'de'],
  [['fr'], 'en'],
  [['toString'], 'en'],
  [[], 'en'],
])('a browser that prefers %j is spoken to in %s', (tags, language) => {
  expect(firstSpoken(tags)).toBe(language);
});
