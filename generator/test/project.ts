import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The shop's own spec. */
export const shopSpec = readFileSync(join(repository, 'spec/tools.yaml'), 'utf8');

/** A tool to add to it. */
export const seventh = `
  store_hours:
    title: Store hours
    description: Tells when the store is open this week.
    effect: read
    scopes: [Shop.Read]
    input: { type: object, properties: { week: { type: integer, minimum: 1, maximum: 53 } } }
    output: { type: object, properties: { open: { type: boolean } }, required: [open] }
`;

/** What Node takes to run the command line tool from source. */
export const diglotCommand: readonly string[] = [
  '--import',
  new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href,
  '--conditions=diglot-source',
  join(repository, 'generator/cli/main.ts'),
];

/** A throw-away project folder with the repository's dependencies. */
export interface Project {
  readonly root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Path of every file of our own to its text and modification time. */
  files(): ReadonlyMap<string, { readonly text: string; readonly mtimeMs: number }>;
  /** Runs the command line tool from source, and waits. */
  diglot(...args: string[]): {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
    readonly signal: string | null;
  };
  /** Starts it and does not wait. */
  start(...args: string[]): ReturnType<typeof spawn>;
  /** What strict TypeScript has against generated/, handlers/ and other files; empty when nothing. */
  typeErrors(...others: string[]): string;
  remove(): void;
}

/** Makes a project with this spec. */
export function createProject(spec: string): Project {
  const root = mkdtempSync(join(tmpdir(), 'diglot-project-'));
  mkdirSync(join(root, 'spec'));
  writeFileSync(join(root, 'spec/tools.yaml'), spec);
  writeFileSync(join(root, 'package.json'), '{"type": "module", "private": true}');
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  const options = () => ({ cwd: root, env: { ...process.env, NO_COLOR: '1' } });
  return {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    files() {
      // node_modules is a link to the repository's, where other tests come and go.
      const parts = readdirSync(root).filter((name) => name !== 'node_modules');
      const names = parts.flatMap((part) =>
        statSync(join(root, part)).isFile()
          ? [part]
          : readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).map((name) => join(part, name)),
      );
      const files = names.filter((name) => statSync(join(root, name)).isFile()).toSorted();
      return new Map(
        files.map((name) => [
          name,
          { text: readFileSync(join(root, name), 'utf8'), mtimeMs: statSync(join(root, name)).mtimeMs },
        ]),
      );
    },
    diglot: (...args) => spawnSync(process.execPath, [...diglotCommand, ...args], { ...options(), encoding: 'utf8' }),
    start: (...args) => spawn(process.execPath, [...diglotCommand, ...args], { ...options(), stdio: 'ignore' }),
    typeErrors(...others) {
      const config = {
        extends: join(repository, 'tsconfig.json'),
        compilerOptions: { typeRoots: [join(repository, 'node_modules/@types')] },
        include: ['generated', 'handlers', ...others],
      };
      writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(repository, 'node_modules/typescript/bin/tsc');
      return spawnSync(process.execPath, [tsc, '--noEmit'], { cwd: root, encoding: 'utf8' }).stdout;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Makes a project with this spec, generates it, and gives each named handler its body, which may `await`. */
export function createFilledProject(spec: string, bodies: Readonly<Record<string, string>>): Project {
  const project = createProject(spec);
  const { status, stdout, stderr } = project.diglot('generate', '--strict');
  if (status !== 0) throw new Error(stdout + stderr);
  for (const [name, body] of Object.entries(bodies)) {
    const path = `handlers/${name}.ts`;
    const stub = project.read(path);
    const filled = stub.replace('throw ctx.notImplemented();', () => body);
    if (filled === stub) throw new Error(`the stub of ${name} has another form`);
    project.write(path, filled);
  }
  return project;
}

/** Gives a project what the shop has generated and written by hand, without its tests. */
export function copyShop({ root }: Project): void {
  for (const folder of ['generated', 'handlers']) {
    cpSync(join(repository, folder), join(root, folder), {
      recursive: true,
      filter: (path) => !path.startsWith(join(repository, 'handlers')) || !path.endsWith('.test.ts'),
    });
  }
}
