import type { Manifest } from 'vite';
import { expect, it } from 'vitest';
import { firstLoads } from './first-load';

const manifest: Manifest = {
  'index.html': { file: 'entry.js', isEntry: true, css: ['entry.css'], imports: ['_shared.js'] },
  '_shared.js': { file: 'shared.js' },
  'src/i18n/en/index.ts': { file: 'en.js' },
  'src/i18n/de/index.ts': { file: 'de.js' },
  'src/app/shell.tsx': { file: 'shell.js', imports: ['_shared.js'] },
  'src/features/session/login-page.tsx': { file: 'login.js' },
  'src/features/trunks/trunks-page.tsx': { file: 'trunks.js', imports: ['_table.js'] },
  '_table.js': { file: 'table.js', css: ['table.css'], imports: ['_shared.js'] },
  'src/features/trunks/trunk-panel.tsx': { file: 'panel.js', imports: ['_table.js'], dynamicImports: ['_later.js'] },
  '_later.js': { file: 'later.js' },
};
const sizes: Record<string, number> = { 'entry.js': 100, 'de.js': 20, 'en.js': 10, 'panel.js': 7, 'index.html': 1 };

it('counts each file that a page needs once, with the larger language, and a panel with the page below it', () => {
  const loads = firstLoads(manifest, (file) => sizes[file] ?? 2);
  const besides = 1 + 2 + 2;
  expect(loads).toEqual([
    { page: 'src/features/trunks/trunk-panel.tsx', bytes: 100 + 2 + 2 + 20 + 2 + 2 + 2 + 2 + 7 + besides },
    { page: 'src/features/trunks/trunks-page.tsx', bytes: 100 + 2 + 2 + 20 + 2 + 2 + 2 + 2 + besides },
    { page: 'src/features/session/login-page.tsx', bytes: 100 + 2 + 2 + 20 + 2 + besides },
  ]);
});
