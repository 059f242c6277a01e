import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

// What several components have in common lies beside them, such as the label of a switch: utils/InlineInput.
const classNames = /\/@mantine\/core\/esm\/(?:components|utils)\/.*\/(\w+)\.module\.mjs$/;

/**
 * Gives each component of Mantine the styles that belong to it, so that a page loads those of what it shows and no
 * others. They stand in the cascade layer `mantine`: in whatever order they come, what we say ourselves wins.
 */
export function mantineStyles(): Plugin {
  const styles = join(dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')), 'styles');
  return {
    name: 'mantine-styles',
    transform(code, id) {
      const component = classNames.exec(id.replace(/\?.*/, ''))?.[1];
      if (component === undefined) return;
      const file = join(styles, `${component}.layer.css`);
      if (!existsSync(file)) this.error(`@mantine/core has no styles for ${component}`);
      return { code: `import ${JSON.stringify(file)};\n${code}`, map: null, moduleSideEffects: true };
    },
  };
}
