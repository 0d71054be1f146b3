import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig } from 'rolldown';

/** Packages that become part of dist/: each file of theirs took its time at a server's start. */
const bundled = ['hono', '@hono/node-server', 'fflate'];
const isBundled = (id) => bundled.some((name) => id === name || id.startsWith(`${name}/`));

const { resolve } = createRequire(import.meta.url);
const read = (packageName, file) => {
  const found = resolve
    .paths(packageName)
    ?.map((path) => join(path, packageName, file))
    .find(existsSync);
  if (found === undefined) throw new Error(`${packageName} has no ${file}`);
  return readFileSync(found);
};

/** swagger-ui for the page of the REST documentation, packed as browsers get it. Its own package holds 12 MB of other builds. */
const docs = ['swagger-ui-bundle.js', 'swagger-ui.css'];

/** What comes along from other packages; their licences ask to travel with it. */
const companions = {
  name: 'companions',
  generateBundle() {
    const licences = [
      ...[...bundled, 'recheck'].map((name) => [name, 'LICENSE']),
      ...['LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt'].map((file) => ['swagger-ui-dist', file]),
    ];
    const source = licences.map(([name, file]) => `${name}\n\n${read(name, file).toString()}`).join('\n\n');
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
    // recheck's own JavaScript, loaded only when it is needed. As a dependency it would bring programs of 50 MB that are not run.
    this.emitFile({ type: 'asset', fileName: 'recheck.cjs', source: read('recheck', 'lib/browser.js') });
    for (const file of docs) {
      const packed = gzipSync(read('swagger-ui-dist', file), { level: 9 });
      this.emitFile({ type: 'asset', fileName: `swagger-ui/${file}.gz`, source: packed });
    }
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
  plugins: [companions],
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    sourcemap: true,
    sourcemapExcludeSources: true,
    cleanDir: true,
  },
});
