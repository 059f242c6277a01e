import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedCopies } from './build/compressed-copies';
import { firstLoadLimit } from './build/first-load';
import { mantineStyles } from './build/mantine-styles';

const lib = (name: string) => fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));
const api = process.env.TRUNKLINE_API_URL ?? 'http://127.0.0.1:8080';

/** What lies over a page once somebody opens it: no page waits for it. */
const overlays =
  /floating-ui|react-remove-scroll|[\\/](Popover|Menu|Combobox|Modal|ModalBase|Drawer|FocusTrap|ScrollArea)[\\/]/;

export default defineConfig({
  plugins: [react(), mantineStyles(), compressedCopies(), firstLoadLimit()],
  // The API puts a fresh nonce in its place for each request.
  html: { cspNonce: 'TRUNKLINE_CSP_NONCE' },
  resolve: { alias: { '@trunkline/api-client': lib('api-client'), '@trunkline/contracts': lib('contracts') } },
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    // An inlined asset would be a data: URL, which the Content-Security-Policy of the API need not allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    manifest: true,
    rolldownOptions: {
      // A page that takes the choices of a field from the contracts does not load zod for it.
      output: {
        codeSplitting: {
          // What every page starts with, and what nearly every page has; the rest goes as the pages share it.
          groups: [
            { name: 'base', tags: ['$initial'], priority: 2 },
            {
              name: 'common',
              minShareCount: 26,
              priority: 1,
              includeDependenciesRecursively: false,
              test: (id: string) => !overlays.test(id),
            },
          ],
        },
      },
      treeshake: { moduleSideEffects: [{ test: /\/libs\/contracts\/src\//, sideEffects: false }] },
    },
  },
  server: {
    proxy: {
      '/api': { target: api },
      '/socket.io': { target: api, ws: true },
    },
  },
});
