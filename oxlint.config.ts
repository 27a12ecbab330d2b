import { defineConfig } from 'oxlint'

// Where the simulation lives, the same inputs must always give the same world.
const clock = 'Time is the simulated clock’s, and what happens later is an event in its queue.'
const machine = 'The simulation knows no browser, no network and no machine; a host does.'
const chance = 'Chance is drawn from the world’s seed: #kernel/random.ts.'

const restrictedGlobals = [
  ...[
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
    'requestIdleCallback',
    'performance',
  ].map((name) => ({ name, message: clock })),
  ...['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'process'].map(
    (name) => ({
      name,
      message: machine,
    }),
  ),
]

const restrictedProperties = [
  { object: 'Date', property: 'now', message: clock },
  { object: 'Temporal', property: 'Now', message: clock },
  { object: 'Math', property: 'random', message: chance },
  { object: 'crypto', property: 'randomUUID', message: chance },
  { object: 'crypto', property: 'getRandomValues', message: chance },
]

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise'],
  jsPlugins: ['./scripts/lint/plugin.ts'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['src/platform/builds/samples/**', 'dist', '.cache'],
  env: { builtin: true, browser: true },
  rules: {
    'dynorama/boundaries': 'error',
    'eslint/eqeqeq': 'error',
    'eslint/no-console': 'error',
    'eslint/no-eval': 'error',
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
    'import/no-cycle': ['error', { ignoreTypes: true }],
    'jsx-a11y/label-has-associated-control': ['error', { depth: 6 }], // the text of a card stands deep in its label
    'jsx-a11y/no-autofocus': 'off', // a dialog's first field and the search of a palette are where a person expects to be
    // A region that scrolls has to take the focus, or the keyboard cannot scroll it.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['region', 'tabpanel', 'log'] }],
    'jsx-a11y/prefer-tag-over-role': 'off', // many of those elements cannot be styled, or mean less to screen readers
    'jsx-a11y/role-has-required-aria-props': 'off', // takes a native checkbox with role="switch" for wrong; axe checks the real page
    'react/exhaustive-deps': 'error',
    'react/jsx-no-target-blank': 'error',
    'react/no-danger': 'error',
    'react/rules-of-hooks': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-type-assertion': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
  },
  overrides: [
    {
      files: ['src/kernel/**', 'src/platform/**'],
      excludeFiles: ['**/*.test.ts'],
      rules: {
        'dynorama/determinism': 'error',
        'eslint/no-restricted-globals': ['error', ...restrictedGlobals],
        'eslint/no-restricted-properties': ['error', ...restrictedProperties],
      },
    },
    { files: ['scripts/**', 'src/hosts/**', '*.config.ts'], rules: { 'eslint/no-console': 'off' }, env: { node: true } },
    { files: ['e2e/**'], rules: { 'react/rules-of-hooks': 'off' } }, // Playwright hands fixtures on by a function named `use`
    // Tests look inside answers whose shape they assert anyway.
    {
      files: ['**/*.test.ts', '**/*.test.tsx', '**/*.testing.ts', 'e2e/**'],
      rules: { 'typescript/no-unsafe-type-assertion': 'off', 'typescript/unbound-method': 'off' },
    },
  ],
})
