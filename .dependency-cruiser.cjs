/** Who may import whom. Each rule says why; docs/architecture.md has the picture. */
const ours = '^(apps|libs)/';
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.spec\\.tsx?$' },
  to: { path: ours, pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    only(
      'contracts-alone',
      'Contracts are what the outside sees: they must be usable in a browser with zod alone.',
      '^libs/contracts/',
      [],
    ),
    only(
      'domain-is-pure',
      'The domain is values in, values out: it knows the contracts and nothing of I/O.',
      '^libs/domain/',
      ['^libs/contracts/'],
    ),
    ...['asterisk', 'persistence', 'config-renderer'].map((lib) =>
      only(
        `${lib}-below-apps`,
        'An adapter knows the domain and the contracts, never another adapter.',
        `^libs/${lib}/`,
        ['^libs/(domain|contracts)/'],
      ),
    ),
    only(
      'platform-below-all',
      'Platform is shared by every process, so it may depend on the contracts only.',
      '^libs/platform/',
      ['^libs/contracts/'],
    ),
    only(
      'local-runtime-starts-things',
      'It starts programs; it knows nothing of what they do.',
      '^libs/local-runtime/',
      ['^libs/platform/'],
    ),
    {
      name: 'apps-do-not-ship-tests',
      comment: 'What a test needs must not reach production.',
      severity: 'error',
      from: { path: '^apps/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-app-to-app',
      comment: 'Apps are processes; they meet over the network, in the database, or through a lib.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'dashboard-is-a-client',
      comment: 'The dashboard lives in a browser: it knows the API by its contracts and its client.',
      severity: 'error',
      from: { path: '^apps/dashboard/' },
      to: { path: '^libs/', pathNot: '^libs/(contracts|api-client)/' },
    },
    {
      name: 'no-deep-imports',
      comment: "A lib's index is its interface; what stands behind it may change.",
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle cannot be read from one end.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'database-only-in-persistence',
      comment: 'One place knows that there is Postgres. local-runtime uses pg to see that the server is ready.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/(persistence|local-runtime|testing)/' },
      to: { path: '^node_modules/(typeorm|pg|pg-boss)/' },
    },
    {
      name: 'ari-client-only-in-asterisk',
      comment: 'ari-client is replaceable as long as one lib alone knows it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/asterisk/' },
      to: { path: '^node_modules/(ari-client|@types/ari-client)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
