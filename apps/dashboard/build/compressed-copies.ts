import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Puts a copy in brotli and one in gzip beside each asset, which the API sends in its place. */
export function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const assets = join(dir, 'assets');
      for (const name of readdirSync(assets).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const text = readFileSync(join(assets, name));
        const parameters = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(text, { params: parameters }));
        writeFileSync(join(assets, `${name}.gz`), gzipSync(text, { level: 9 }));
      }
    },
  };
}
