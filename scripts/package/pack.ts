import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** Has to be in the package. */
const needed = [
  ...['LICENSE', 'README.md', 'bin/diglot.js', 'dist/cli/start.js', 'dist/LICENSES.txt', 'tools.schema.json'],
  ...['dist/recheck.cjs', 'dist/swagger-ui/swagger-ui-bundle.js.gz', 'dist/swagger-ui/swagger-ui.css.gz'],
];
/** Of it recheck is 0.7 MB and swagger-ui 0.5 MB. */
const mostPackedBytes = 2_250_000;

/**
 * Packs the package, which builds it, into `destination`; gives the path of the tarball. Throws where it holds what it should
 * not or lacks what it should, or where publint or attw have something against it.
 */
export function pack(destination: string): string {
  const args = ['pack', '-w', 'generator', '--json', '--silent', '--pack-destination', destination];
  const stdout = must('npm', args);
  // npm wrote it, below what the build has printed.
  const [packed] = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1)) as [Packed];
  const { filename, size, unpackedSize, entryCount } = packed;
  process.stdout.write(`${filename}: ${entryCount} files, ${kilobytes(size)}, unpacked ${kilobytes(unpackedSize)}\n`);
  const paths = packed.files.map(({ path }) => path);
  const missing = needed.filter((path) => !paths.includes(path));
  const unwanted = paths.filter((path) => /\.test\.|(^|\/)test(-|\/)|node_modules|tsconfig|rolldown/.test(path));
  if (missing.length > 0) throw new Error(`the package lacks ${missing.join(', ')}`);
  if (unwanted.length > 0) throw new Error(`the package should not have ${unwanted.join(', ')}`);
  if (size > mostPackedBytes) throw new Error(`the package has more than ${kilobytes(mostPackedBytes)}`);
  const tarball = join(destination, filename);
  const tool = (name: string) => resolve('node_modules/.bin', name);
  must(tool('publint'), ['run', tarball, '--strict']);
  // Modules alone: what Node 20.19 and later load, by require too.
  must(tool('attw'), [tarball, '--profile', 'esm-only']);
  process.stdout.write('publint and attw have nothing against it\n');
  return tarball;
}

/** What `npm pack --json` says. */
interface Packed {
  readonly filename: string;
  /** Of the tarball, in bytes. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
  readonly files: readonly { readonly path: string }[];
}

function must(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
