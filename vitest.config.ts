import { defineConfig } from 'vitest/config';

const shared = {
  resolve: { tsconfigPaths: true },
};
const tooSlowForUnit = [
  '**/*.db.spec.ts',
  '**/*.lab.spec.ts',
  '**/*.browser.spec.ts',
  '**/node_modules/**',
  '**/dist/**',
];

/** Milliseconds that `expect.poll` waits: a state that comes is right whenever it comes, on a busy machine too. */
const patient = { expect: { poll: { timeout: 10_000 } } };

const measuring = process.env.TRUNKLINE_BENCH !== undefined;

/** What `npm run bench` measures with the means of the lab. */
const bench = {
  ...shared,
  test: {
    ...patient,
    name: 'bench',
    include: ['tests/bench/**/*.bench.ts'],
    globalSetup: ['libs/testing/src/lab/global-setup.ts'],
    hookTimeout: 180_000,
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { groupOrder: 4 },
  },
};

/**
 * Four sizes of test. `unit` does no I/O but files of its own; `database` has a real Postgres; `lab` starts the whole
 * system with a real Asterisk and carrier; `browser` looks at it through Chromium. The last two own loopback addresses
 * and the machine's time, so they run one file after the other, in the order of the groups.
 */
export default defineConfig({
  ...shared,
  test: {
    reporters: ['./libs/testing/src/reporter/totals-reporter.ts'],
    projects: [
      {
        ...shared,
        test: {
          ...patient,
          name: 'unit',
          include: ['{apps,libs,tools}/**/*.spec.{ts,tsx}'],
          exclude: tooSlowForUnit,
          testTimeout: 15_000,
          // Two thirds of the time would go into loading the same modules for each file; a spec keeps its state in its tests.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: 'database',
          include: ['{apps,libs,tests}/**/*.db.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['libs/testing/src/database/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: 'lab',
          include: ['{apps,libs,tests}/**/*.lab.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['libs/testing/src/lab/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          isolate: false,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: 'browser',
          include: ['{libs,tests}/**/*.browser.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['libs/testing/src/lab/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      ...(measuring ? [bench] : []),
    ],
  },
});
