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

/**
 * Labs that wait for what happens and measure no time: three of them at a time cost each other nothing that is checked.
 * Whoever makes load, counts retransmissions or expects a time under seconds has the machine to itself.
 */
const together = [
  'libs/local-runtime/src/debian-root/*.lab.spec.ts',
  'tests/calls/{transfers,trunk-limit}/*.lab.spec.ts',
  'tests/{extensions,hostile,orders,provisioning,routing,settings,trunks,webhooks}/**/*.lab.spec.ts',
  'tests/resilience/two-agents/*.lab.spec.ts',
];

const lab = {
  ...shared,
  test: {
    ...patient,
    globalSetup: ['libs/testing/src/lab/global-setup.ts'],
    setupFiles: ['libs/testing/src/lab/until-prepared.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    isolate: false,
  },
};

const proving = process.env.TRUNKLINE_PROVE === '1';
const measuring = process.env.TRUNKLINE_BENCH !== undefined;

/** What `npm run bench` measures with the means of the lab. */
const bench = {
  ...shared,
  test: {
    ...patient,
    name: 'bench',
    include: ['tests/bench/**/*.bench.ts'],
    globalSetup: ['libs/testing/src/lab/global-setup.ts'],
    setupFiles: ['libs/testing/src/lab/until-prepared.ts'],
    hookTimeout: 180_000,
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { groupOrder: 5 },
  },
};

/**
 * Four sizes of test. `unit` does no I/O but files of its own; `database` has a real Postgres; `lab` starts the whole
 * system with a real Asterisk and carrier, where that does no harm beside another one (`lab-together`); `browser` looks at
 * it through Chromium. The groups run one after the other. `lab` owns the machine's time: one file at a time.
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
          include: ['{apps,libs,tests,tools}/**/*.spec.{ts,tsx}'],
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
        ...lab,
        test: { ...lab.test, name: 'lab-together', include: together, maxWorkers: 3, sequence: { groupOrder: 2 } },
      },
      {
        ...lab,
        test: {
          ...lab.test,
          name: 'lab',
          include: ['{apps,libs,tests}/**/*.lab.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', ...together],
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        ...shared,
        test: {
          ...patient,
          name: 'browser',
          include: ['{libs,tests}/**/*.browser.spec.ts'],
          // The walk through every page takes five minutes: `npm run prove -- tests/dashboard/walk`.
          exclude: ['**/node_modules/**', '**/dist/**', ...(proving ? [] : ['tests/dashboard/walk.browser.spec.ts'])],
          globalSetup: ['libs/testing/src/lab/global-setup.ts'],
          setupFiles: ['libs/testing/src/lab/until-prepared.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
      ...(measuring ? [bench] : []),
    ],
  },
});
