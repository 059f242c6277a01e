import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const lib = (name: string) => fileURLToPath(new URL(`../../libs/${name}/src/index.ts`, import.meta.url));
const api = process.env.TRUNKLINE_API_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  // The API puts a fresh nonce in its place for each request.
  html: { cspNonce: 'TRUNKLINE_CSP_NONCE' },
  resolve: { alias: { '@trunkline/api-client': lib('api-client'), '@trunkline/contracts': lib('contracts') } },
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    // An inlined asset would be a data: URL, which the Content-Security-Policy of the API need not allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: {
      '/api': { target: api },
      '/socket.io': { target: api, ws: true },
    },
  },
});
