import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultStateDir } from '@trunkline/local-runtime';
import { proving } from '@trunkline/testing';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeViolations } from './axe.js';

/** Where the pictures of the last walk are: `<page>-<scheme>-<width>.png`. */
export const screenshots = join(defaultStateDir(), 'screenshots');

type Scheme = 'light' | 'dark';
const heights = { 1280: 800, 390: 844 } as const;
type Width = keyof typeof heights;

/**
 * Each look of a page. Axe runs once for each scheme and each width: what it finds depends on one of them only. The other
 * two are for whoever looks at the pictures, in the long form.
 */
const allLooks: { scheme: Scheme; width: Width; axe: boolean }[] = [
  { scheme: 'light', width: 1280, axe: true },
  { scheme: 'light', width: 390, axe: false },
  { scheme: 'dark', width: 390, axe: true },
  { scheme: 'dark', width: 1280, axe: false },
];
const looks = allLooks.filter(({ axe }) => axe || proving);

/** By how much the page, or a panel on it, is wider than what is seen of it. */
export const overhang =
  "[document.documentElement, ...document.querySelectorAll('[role=dialog]')].reduce((sum, { scrollWidth, clientWidth }) => sum + scrollWidth - clientWidth, 0)";

const tallest =
  "Math.max(...[document.documentElement, ...document.querySelectorAll('[role=dialog]')].map(({ scrollHeight }) => scrollHeight))";
const mostPixels = 3000;

/** Takes away the pictures of an earlier walk. */
export async function emptyAlbum(): Promise<void> {
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
}

/** Looks at the page in light and dark, wide and narrow: axe, nothing that sticks out, and a picture of each. */
export async function look(
  page: Page,
  name: string,
  { axe = true, ...only }: { axe?: boolean; scheme?: Scheme; width?: Width } = {},
): Promise<void> {
  for (const each of looks) {
    if ((only.scheme ?? each.scheme) !== each.scheme || (only.width ?? each.width) !== each.width) continue;
    await put(page, each);
    const where = `${name}-${each.scheme}-${each.width}`;
    // The frame of the page moves to its new width; it must get there.
    await expect.poll(() => page.evaluate(overhang), { message: where, timeout: 3000, interval: 20 }).toBe(0);
    if (axe && each.axe) expect(await axeViolations(page), where).toEqual([]);
    await picture(page, where, each.width);
  }
}

async function put(page: Page, { scheme, width }: { scheme: Scheme; width: Width }): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: heights[width] });
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' });
}

/** The whole of it: a panel scrolls in itself, so the window is made as high as what is in it. */
async function picture(page: Page, name: string, width: Width): Promise<void> {
  const height = Math.min(mostPixels, await page.evaluate<number>(tallest));
  if (height > heights[width]) await page.setViewportSize({ width, height });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
