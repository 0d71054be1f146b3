import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Real OpenAPI documents that npm packages ship, and which of their operations are tried. */
export interface DocumentCase {
  readonly name: string;
  readonly file: string;
  /** What is imported to be called; the whole document is imported besides. */
  readonly selection: readonly string[];
  readonly isWhole: boolean;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const installed = (path: string) => join(repository, 'node_modules', path);

const github = { version: '23.0.2', file: 'package/generated/api.github.com.json' } as const;

/** GitHub's document is too large for a devDependency: one file of the package is kept in the cache. */
function githubFile(): string {
  const folder = join(repository, 'node_modules', '.cache', 'try-import', `octokit-openapi-${github.version}`);
  const file = join(folder, github.file);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', `@octokit/openapi@${github.version}`], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
  execFileSync('tar', ['xzf', packed, github.file], { cwd: folder });
  return file;
}

const tags = (...names: readonly string[]) => names.flatMap((name) => ['--tag', name]);

/** The smallest one first: it is the one of `--quick`. */
export const documents: readonly (Omit<DocumentCase, 'file'> & { readonly file: () => string })[] = [
  { name: 'galaxy', file: () => installed('@scalar/galaxy/dist/3.1.yaml'), selection: [], isWhole: false },
  {
    name: 'directus',
    file: () => installed('@directus/specs/dist/openapi.json'),
    selection: tags('Items', 'Users', 'Files', 'Folders'),
    isWhole: true,
  },
  {
    name: 'blockfrost',
    file: () => installed('@blockfrost/openapi/openapi.yaml'),
    selection: tags('Cardano » Accounts', 'Cardano » Blocks'),
    isWhole: true,
  },
  {
    name: 'rclone',
    file: () => installed('rclone-openapi/openapi.json'),
    selection: ['--only', 'config*', '--only', 'core*'],
    isWhole: true,
  },
  {
    name: 'parameter-styles',
    file: () => installed('@readme/oas-examples/3.0/json/parameters-style.json'),
    selection: [],
    isWhole: false,
  },
  { name: 'github', file: githubFile, selection: tags('issues'), isWhole: true },
];

/** A document, as a reader of its own understands it. */
export function readDocument(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? JSON.parse(text) : parse(text);
}
