import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Manifest, Plugin } from 'vite';

/** Bytes, gzipped, that a page may load before it can be used. */
export const limitBytes = 250_000;

/** What surrounds every page of one who is logged in, and the texts, of which one language is loaded. */
const shell = ['src/app/shell.tsx'];
const languages = ['src/i18n/en', 'src/i18n/de'];
/** Texts of one page or panel alone. */
const ownTexts: Record<string, string> = {
  'src/features/system/system-page.tsx': 'system-health.json',
  'src/features/trunks/trunk-panel.tsx': 'trunk-options.json',
  'src/features/extensions/extension-panel.tsx': 'extension-panel.json',
};
const isPage = /^src\/features\/.*-page\.tsx$/;
const isPanel = /^src\/features\/.*-panel\.tsx$/;
const beside = ['index.html', 'color-scheme.js', 'logo.svg'];

/** What a cold load of each page costs: its name and the sum of the sizes of all files it needs, largest first. */
export function firstLoads(manifest: Manifest, sizeOf: (file: string) => number): { page: string; bytes: number }[] {
  const keys = Object.keys(manifest);
  const entry = keys.filter((key) => manifest[key]?.isEntry);
  const pages = keys.filter((key) => isPage.test(key)).map((page) => [page]);
  // A panel opens over the page of its feature.
  const panels = keys
    .filter((key) => isPanel.test(key))
    .map((panel) => [...keys.filter((key) => isPage.test(key) && folder(key) === folder(panel)), panel]);
  const loads = [...pages, ...panels].map((page) => {
    const around = page[0]?.endsWith('/login-page.tsx') ? [] : shell;
    const costs = languages.map((language) => {
      const own = page.flatMap((part) => ownTexts[part] ?? []);
      const texts = ['index.ts', ...own].map((name) => `${language}/${name}`);
      return sum(filesOf(manifest, [...entry, ...texts, ...around, ...page]), sizeOf);
    });
    return { page: page.at(-1) ?? '', bytes: Math.max(...costs) + sum(beside, sizeOf) };
  });
  return loads.toSorted((a, b) => b.bytes - a.bytes);
}

/** Says what each page costs, and each panel that is opened by its address; fails when a page is too heavy for a slow line. */
export function firstLoadLimit(): Plugin {
  return {
    name: 'first-load-limit',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const manifest = JSON.parse(readFileSync(join(dir, '.vite/manifest.json'), 'utf8')) as Manifest;
      const sizes = new Map<string, number>();
      const sizeOf = (file: string) => {
        const known = sizes.get(file) ?? gzipSync(readFileSync(join(dir, file)), { level: 9 }).length;
        sizes.set(file, known);
        return known;
      };
      const loads = firstLoads(manifest, sizeOf);
      const told = loads
        .map(({ page, bytes }) => `${String(Math.ceil(bytes / 1000)).padStart(5)} kB  ${page}`)
        .join('\n');
      this.info(`first load of each page, gzipped:\n${told}`);
      if (loads.some(({ page, bytes }) => isPage.test(page) && bytes >= limitBytes))
        this.error(`a page loads ${limitBytes / 1000} kB or more`);
    },
  };
}

function filesOf(manifest: Manifest, keys: readonly string[]): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const follow = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const each of chunk.imports ?? []) follow(each);
  };
  for (const key of keys) follow(key);
  return [...files];
}

function folder(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function sum(files: readonly string[], sizeOf: (file: string) => number): number {
  return files.reduce((bytes, file) => bytes + sizeOf(file), 0);
}
