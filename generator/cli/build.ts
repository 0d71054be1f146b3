import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { lockPath } from '../compiler/output/lock.js';
import { CommandError, exitCode } from './exit.js';
import { say } from './output.js';

export interface BuildOptions {
  /** Project folder. */
  readonly root: string;
  /** Where the JavaScript goes, from the project folder; what an earlier build left there goes first. */
  readonly out: string;
}

const config = 'tsconfig.build.json';

/** `diglot build`: what production runs, under plain Node. Resolves to the exit code. */
export async function runBuild(options: BuildOptions): Promise<number> {
  const code = await build(options);
  const server = relative('.', resolve(options.root, options.out, 'scripts/serve.js'));
  if (code === exitCode.done) say(`Built. Run it: node ${server}`);
  return code;
}

/** Builds without a word. Nothing is generated: drift is told in one line, and ends it. Resolves to the exit code. */
export async function build({ root, out }: BuildOptions): Promise<number> {
  const folder = resolve(root);
  const target = resolve(folder, out);
  refuseForeign(target, { folder, out });
  const compiler = compilerOf(folder);
  const check = run(folder, [...process.execArgv, process.argv[1] ?? '', 'generate', '--check'], 'pipe');
  if (check.status !== 0) {
    // The last line of a drift's report names the command that ends it.
    say(check.stderr.trimEnd().split('\n').at(-1) ?? '');
    return exitCode.refused;
  }
  rmSync(target, { recursive: true, force: true });
  if (run(folder, [compiler, '-p', config, '--outDir', target], 'inherit').status !== 0) return exitCode.refused;
  // By it the built server knows whether it is of the spec that lies there.
  cpSync(join(folder, lockPath), join(target, lockPath));
  return exitCode.done;
}

function run(cwd: string, command: readonly string[], output: 'pipe' | 'inherit') {
  return spawnSync(process.execPath, command, { cwd, stdio: ['ignore', output, output], encoding: 'utf8' });
}

/** What is about to be removed has to be an earlier build. */
function refuseForeign(target: string, { folder, out }: { readonly folder: string; readonly out: string }): void {
  if (join(folder, sep).startsWith(join(target, sep)))
    throw new CommandError(`${out} holds the project itself. Name another: npx diglot build --out <folder>`);
  const isFree = !existsSync(target) || readdirSync(target).length === 0;
  if (isFree || (existsSync(join(target, 'scripts/serve.js')) && existsSync(join(target, lockPath)))) return;
  throw new CommandError(
    `${out} is no earlier build, and would be replaced. Name another: npx diglot build --out <folder>`,
  );
}

/** tsc, as the project has it. */
function compilerOf(folder: string): string {
  if (!existsSync(join(folder, config))) {
    throw new CommandError(
      `There is no ${config} in ${folder}. Name the project's folder: npx diglot build --root <folder>`,
    );
  }
  try {
    return createRequire(join(folder, 'package.json')).resolve('typescript/bin/tsc');
  } catch {
    throw new CommandError(`typescript is not installed in ${folder}. Run: npm install --save-dev typescript`);
  }
}
