import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';

/** Packages that become part of dist/: each file of theirs took its time at a server's start. */
const bundled = ['hono', '@hono/node-server'];
const isBundled = (id) => bundled.some((name) => id === name || id.startsWith(`${name}/`));

const require = createRequire(import.meta.url);

/**
 * recheck's own JavaScript, beside the chunks and loaded only when it is needed. As a dependency it would bring programs of
 * 50 MB that are not run.
 */
const recheck = {
  name: 'recheck',
  generateBundle() {
    const source = readFileSync(require.resolve('recheck/lib/browser.js'));
    this.emitFile({ type: 'asset', fileName: 'recheck.cjs', source });
  },
};

/** The licences of what travels in dist/ ask to travel with it. */
const licences = {
  name: 'licences',
  generateBundle() {
    const source = [...bundled, 'recheck'].map((name) => {
      const file = require.resolve
        .paths(name)
        ?.map((path) => join(path, name, 'LICENSE'))
        .find(existsSync);
      if (file === undefined) throw new Error(`${name} has no LICENSE`);
      return `${name}\n\n${readFileSync(file, 'utf8')}`;
    });
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: source.join('\n\n') });
  },
};

/**
 * dist/: a file per entry, and chunks of what they share. Loading the runtime's seventy modules one by one took a third of
 * a server's start, and those of the bundled packages another tenth. tsc adds the types.
 */
export default defineConfig({
  input: {
    'compiler/index': 'compiler/index.ts',
    'runtime/index': 'runtime/index.ts',
    'node/index': 'node/index.ts',
    'upstream/index': 'upstream/index.ts',
    'upstream/mcp': 'upstream/mcp.ts',
    'testing/index': 'testing/index.ts',
    'cli/start': 'cli/start.ts',
  },
  external: (id) => /^[^./]/.test(id) && !isBundled(id),
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  plugins: [recheck, licences],
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', sourcemap: true, cleanDir: true },
});
