import { defineConfig } from 'rolldown';

/**
 * dist/: a file per entry, and chunks of what they share. Loading the runtime's seventy modules one by one took a third of
 * a server's start. tsc adds the types.
 */
export default defineConfig({
  input: {
    'compiler/index': 'compiler/index.ts',
    'runtime/index': 'runtime/index.ts',
    'node/index': 'node/index.ts',
    'cli/main': 'cli/main.ts',
  },
  external: /^[^./]/,
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', sourcemap: true, cleanDir: true },
});
