import { describe, expect, it } from 'vitest';
import { navigation } from '../navigation';
import { PressedKeys } from './pressed-keys';
import { keysTo, shortcuts } from './shortcut-table';

/** What comes of keys that are pressed `apartMs` one after the other; `^` stands before one with Control. */
function actionsOf(keys: string, apartMs = 100): unknown[] {
  const pressed = new PressedKeys();
  return keys
    .split(' ')
    .map((key, n) => pressed.press({ key: key.replace('^', ''), mod: key.startsWith('^'), atMs: n * apartMs }));
}

describe('keys that are pressed', () => {
  it.each([
    ['^k', ['palette']],
    ['/', ['find']],
    ['?', ['help']],
    ['n', ['create']],
    ['g t', [undefined, { to: '/trunks' }]],
    ['g n', [undefined, { to: '/numbers' }]],
    ['g n n', [undefined, { to: '/numbers' }, 'create']],
    ['g x n', [undefined, undefined, 'create']],
    ['g g o', [undefined, undefined, { to: '/' }]],
    ['t', [undefined]],
    ['k', [undefined]],
    ['^g t', [undefined, undefined]],
    ['g ^k', [undefined, 'palette']],
    ['^n', [undefined]],
  ])('%s', (keys, actions) => expect(actionsOf(keys)).toEqual(actions));

  it('belong together only when they follow soon', () => {
    expect(actionsOf('g n', 2000)).toEqual([undefined, 'create']);
  });
});

describe('the table of shortcuts', () => {
  it('leads to every page of the navigation', () => {
    const pages = navigation.flatMap(({ pages }) => pages.map(({ to }) => to));
    expect(pages.filter((page) => keysTo(page).length === 0)).toEqual([]);
  });

  it('has no keys twice, and none that begin others', () => {
    const all = shortcuts.map(({ keys }) => keys.join(' '));
    const twice = all.filter((keys, n) => all.some((other, m) => n !== m && `${other} `.startsWith(`${keys} `)));
    expect(twice).toEqual([]);
  });
});
