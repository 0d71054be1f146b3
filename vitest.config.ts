import { defineConfig } from 'vitest/config';

const conditions = ['diglot-source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['generator/**/*.test.ts', 'handlers/**/*.test.ts', 'generated/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    reporters:
      process.env['CI'] === 'true'
        ? ['default', ['json', { outputFile: 'node_modules/.cache/vitest.json' }]]
        : ['default'],
  },
});
