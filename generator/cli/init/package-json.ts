import { jsonText } from '../../compiler/emit/text.js';
import { version } from '../version.js';

/** What a project is developed with. The reference shop has the same; a test holds the two to each other. */
const devDependencies = {
  '@types/node': '20.19.25',
  'oidc-provider': '9.13.3',
  tsx: '4.23.15',
  typescript: '5.9.3',
  vitest: '4.1.12',
} as const;

const scripts = {
  start: 'diglot generate --quiet && tsx scripts/serve.ts',
  dev: 'tsx scripts/dev.ts',
  generate: 'diglot generate',
  'check:drift': 'diglot generate --check',
  build: 'diglot build',
  serve: 'node dist/scripts/serve.js',
  stdio: 'diglot stdio',
  types: 'tsc --noEmit',
  test: 'vitest run',
  check: 'npm run types && npm test && npm run check:drift',
} as const;

/** The packages that no project can be named as, since it installs them. */
export const installed: readonly string[] = ['diglot', ...Object.keys(devDependencies)];

/** package.json of a project; `dependencies` are what its handlers need besides diglot, each with an exact version. */
export function packageJson(name: string, dependencies: Readonly<Record<string, string>> = {}): string {
  return jsonText({
    name,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '^20.19.0 || ^22.12.0 || >=24.0.0' },
    scripts,
    dependencies: Object.fromEntries(
      Object.entries({ ...dependencies, diglot: version }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
    devDependencies,
  });
}
