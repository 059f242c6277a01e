import { expect, it } from 'vitest';
import { isSupportedAsterisk, parseAsteriskVersion } from './version.js';

it.each([
  ['Asterisk 22.10.1+dfsg+~cs6.17.60671434-1\n', '22.10.1'],
  ['Asterisk 20.6.0~dfsg+~cs6.13.40431414-2build5', '20.6.0'],
  ['Asterisk certified/22.8-cert1', '22.8'],
  ['bash: asterisk: command not found', null],
])('reads %j', (output, version) => {
  expect(parseAsteriskVersion(output)).toBe(version);
});

it.each([
  ['22.10.1', true],
  ['22.11.0', true],
  ['22.10.0', false],
  ['22.9.9', false],
  ['22.10', false],
  ['23.0.0', false],
  ['20.20.1', false],
])('accepts %s: %s', (version, accepted) => {
  expect(isSupportedAsterisk(version)).toBe(accepted);
});
