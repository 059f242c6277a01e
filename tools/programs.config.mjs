// How api, agent and lab are built: each program with all that it needs in a few files, because Node.js takes seconds to
// find and load two thousand. Types are checked by `npm run typecheck`.
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');
const programs = [
  'apps/api/src/main',
  'apps/api/src/cli',
  'apps/api/src/audio-files/audio-worker',
  'apps/agent/src/main',
  'apps/agent/src/relay/main',
  'apps/lab/src/main',
  'apps/lab/src/write-config',
];

/** Positions in packages of others are not worth what Node.js takes to read them at each start. */
const ourPositionsOnly = {
  name: 'our-positions-only',
  transform: (code, id) => (id.includes('/node_modules/') ? { code, map: { mappings: '' } } : null),
};

export default defineConfig({
  root,
  publicDir: false,
  plugins: [ourPositionsOnly],
  resolve: { tsconfigPaths: true },
  ssr: {
    noExternal: true,
    // What holds or loads binaries, the driver that tests reach into, and what is under another licence (ADR 25).
    external: [
      ...['pg', '@node-rs/argon2'],
      ...['mpg123-decoder', '@wasm-audio-decoders/flac', '@wasm-audio-decoders/ogg-vorbis', 'codec-parser'],
    ],
  },
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: join(root, 'dist'),
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: Object.fromEntries(programs.map((program) => [program, join(root, `${program}.ts`)])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', keepNames: true },
    },
  },
});
