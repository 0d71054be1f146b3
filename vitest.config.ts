import { defineConfig } from 'vitest/config';
import { postgresFolder } from './handlers/shop/test-postgres.js';

const conditions = ['diglot-source', 'module', 'node', 'development|production'];
const isGate = process.env['CI'] === 'true';
const exclude = ['**/node_modules/**', '**/dist/**'];

const files = {
  extends: true as const,
  test: {
    name: 'files',
    include: ['generator/**/*.test.ts', 'handlers/**/*.test.ts', 'generated/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: [...exclude, '**/*.postgres.test.ts'],
  },
};

/** All that the shop does, on the other database. */
const postgres = {
  extends: true as const,
  test: {
    name: 'postgres',
    include: ['handlers/**/*.test.ts'],
    exclude: [...exclude, '**/*.files.test.ts'],
    globalSetup: ['handlers/shop/test-postgres-setup.ts'],
  },
};

// The gate has to have it: there the tests fail without.
const hasPostgres = isGate || process.env['DIGLOT_TEST_POSTGRES'] !== undefined || postgresFolder() !== undefined;
if (!hasPostgres) {
  process.stderr.write(
    'PostgreSQL is not installed: the tests of the shop on it are SKIPPED (apt-get install postgresql).\n',
  );
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: hasPostgres ? [files, postgres] : [files],
    testTimeout: 20_000,
    // Tests wait for servers and processes more than they compute.
    maxWorkers: '100%',
    reporters: isGate ? ['default', ['json', { outputFile: 'node_modules/.cache/vitest.json' }]] : ['default'],
  },
});
