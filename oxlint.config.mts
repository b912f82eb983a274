/**
 * Besides the usual rules, this holds where the outside world (time, randomness, network, storage) may be touched. Who may import whom is
 * in scripts/walls/house.mjs, and held by its test.
 */
import { defineConfig } from 'oxlint';

type Rules = NonNullable<Parameters<typeof defineConfig>[0]['rules']>;

const OUTSIDE_WORLD = [
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'clearInterval',
  'fetch',
  'indexedDB',
  'crypto',
  'localStorage',
  'performance',
];

const INJECT = 'Inject it: only platform/, the named adapters and the server config touch the outside world.';

const purity: Rules = {
  'no-restricted-globals': ['error', ...OUTSIDE_WORLD.map(name => ({ name, message: INJECT }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: INJECT },
    { object: 'Math', property: 'random', message: INJECT },
    { object: 'process', property: 'env', message: INJECT },
    { object: 'globalThis', property: 'crypto', message: INJECT },
    { object: 'globalThis', property: 'fetch', message: INJECT },
    { object: 'globalThis', property: 'indexedDB', message: INJECT },
    { object: 'globalThis', property: 'setTimeout', message: INJECT },
    { object: 'window', property: 'setTimeout', message: INJECT },
    { object: 'window', property: 'fetch', message: INJECT },
  ],
};

const impure: Rules = { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' };

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'vitest', 'promise'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true },
  env: { builtin: true },
  ignorePatterns: [
    'lib/**',
    'dist/**',
    '**/dist/**',
    'jupyterlab_cell_monitor/**',
    '**/playwright-report/**',
    '.demo/**',
    '.dev/**',
    '.test/**',
  ],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-cycle': 'error',
    'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    'no-console': 'error',
    eqeqeq: 'error',
    'no-await-in-loop': 'off',
    'no-underscore-dangle': 'off',
    // TypeScript's noImplicitReturns does this, and knows an exhaustive switch.
    'consistent-return': 'off',
    'typescript/consistent-return': 'off',
    'no-shadow': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'oxc/no-map-spread': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'react/react-in-jsx-scope': 'off',
    'import/no-unassigned-import': 'off',
    // About Express 4, which loses the rejections of async handlers; Fastify handles them.
    'oxc/no-async-endpoint-handlers': 'off',
    'promise/always-return': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    ...purity,
  },
  overrides: [
    {
      files: ['src/platform/**/*.ts', 'src/outbox/indexed-db.ts', 'src/transport/{exchange,http}.ts'],
      rules: { ...impure, 'no-console': 'off' },
    },
    {
      files: ['server-stub/src/platform/**/*.ts', 'server-stub/src/operator/cli/{cli,program}.ts', 'server-stub/web/platform/**/*.ts'],
      rules: { ...impure, 'no-console': 'off' },
    },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', '**/*.contract.ts'],
      rules: { 'max-lines-per-function': 'off' },
    },
    {
      files: [
        'scripts/**',
        'ui-tests/**',
        'simulation/**',
        'harness/**',
        'bench/**',
        'resilience/**',
        'server-stub/test/**',
        '*.config.ts',
        '**/*.config.ts',
        'server-stub/*.mjs',
      ],
      rules: { ...impure, 'no-console': 'off', 'max-lines-per-function': 'off' },
    },
  ],
});
