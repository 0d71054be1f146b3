import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomOf } from '../fuzz/random.js';
import { repository } from '../project.js';
import { differenceOf, isSameTree, readTree, type Tree, writeTree } from './trees.js';

// `npm run kill:generate`: the built command, killed at random moments, run twelve at a time, on a disk that is full and in
// folders that can't be written. After each, the tree has to be the old one or the new one. The mounts take root, or sudo.

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const bin = join(repository, 'generator/bin/diglot.js');
if (!existsSync(join(repository, 'generator/dist'))) throw new Error('Build first: npm run prepare -w generator');

const folder = mkdtempSync(join(tmpdir(), 'diglot-kill-'));
let failures = 0;

function check(isRight: boolean, what: string): void {
  if (isRight) return;
  failures += 1;
  process.stdout.write(`FAILED ${what}\n`);
}

const { below } = randomOf(Number(values.seed), 0);
const shop = readFileSync(join(repository, 'spec/tools.yaml'), 'utf8');
/** Another title, and a tool renamed: files are written, and a handler is moved. */
const other = shop
  .replace('title: View cart', 'title: See cart')
  .replace('  get_deals:\n', '  list_deals:\n    renamedFrom: get_deals\n');
/** The first has the way back, so that the handler can return. */
const specs = [shop.replace('  get_deals:\n', '  get_deals:\n    renamedFrom: list_deals\n'), other] as const;

function createProject(name: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'spec'), { recursive: true });
  writeFileSync(join(root, 'spec/tools.yaml'), specs[0]);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return root;
}

const environment = { ...process.env, NO_COLOR: '1', CI: '' };
const generate = (root: string, ...args: string[]) =>
  spawnSync(process.execPath, [bin, 'generate', ...args], { cwd: root, env: environment, encoding: 'utf8' });
const start = (root: string): ChildProcess =>
  spawn(process.execPath, [bin, 'generate'], { cwd: root, env: environment, stdio: 'ignore' });

/** The trees of both specs, and how long it takes to get from one to the other. */
function bothTrees(root: string): { readonly trees: readonly [Tree, Tree]; readonly milliseconds: number } {
  generate(root);
  const first = readTree(root);
  writeFileSync(join(root, 'spec/tools.yaml'), specs[1]);
  const begin = performance.now();
  generate(root);
  return { trees: [first, readTree(root)], milliseconds: performance.now() - begin };
}

/** A tree without the spec, which is the developer's and changes first. */
const withoutSpec = (tree: Tree): Tree => new Map([...tree].filter(([path]) => !path.startsWith('spec/')));

async function killAtRandom(): Promise<void> {
  const root = createProject('killed');
  const { trees, milliseconds } = bothTrees(root);
  const outcomes = { old: 0, new: 0, ended: 0, cut: 0 };
  for (let run = 0; run < runs; run++) {
    const to = run % 2;
    const [before, after] = to === 0 ? [trees[1], trees[0]] : [trees[0], trees[1]];
    writeTree(root, before);
    writeFileSync(join(root, 'spec/tools.yaml'), specs[to] ?? '');
    const child = start(root);
    const ended = once(child, 'exit');
    // Writing takes the end of a run: half of the kills wait until it has begun.
    const stage = join(root, '.diglot-stage');
    if (run % 4 < 2) await wait(below(milliseconds * 1.1));
    else {
      const until = performance.now() + milliseconds * 3;
      while (!existsSync(stage) && child.exitCode === null && performance.now() < until) await wait(0);
      const pause = performance.now() + below(12);
      while (performance.now() < pause) await wait(0);
    }
    child.kill('SIGKILL');
    const [code] = await ended;
    outcomes[code === null ? 'cut' : 'ended'] += 1;
    for (const [path, text] of withoutSpec(readTree(root))) {
      if (/^(generated|handlers)\//.test(path) && !path.endsWith('.diglot-probe')) {
        check(text === before.get(path) || text === after.get(path), `run ${run}: ${path} is neither old nor new`);
      }
    }
    const recovery = generate(root, '--check');
    check(recovery.status === 0 || recovery.status === 1, `run ${run}: --check ended with ${recovery.status}`);
    const tree = withoutSpec(readTree(root));
    const isNew = isSameTree(tree, withoutSpec(after));
    outcomes[isNew ? 'new' : 'old'] += 1;
    check(isNew || isSameTree(tree, withoutSpec(before)), `run ${run}: ${differenceOf(tree, withoutSpec(after))}`);
    check((recovery.status === 0) === isNew, `run ${run}: --check says ${recovery.status}`);
    check(generate(root).status === 0, `run ${run}: the next run`);
    check(isSameTree(readTree(root), after), `run ${run}: the next run, ${differenceOf(readTree(root), after)}`);
  }
  process.stdout.write(
    `kill: ${runs} runs, ${outcomes.cut} killed, ${outcomes.ended} had ended; then ${outcomes.old} old trees, ${outcomes.new} new ones\n`,
  );
  check(outcomes.old > 0 && outcomes.new > 0, 'both trees have to occur');
}

async function runTogether(): Promise<void> {
  const root = createProject('together');
  const { trees } = bothTrees(root);
  for (const isOneKilled of [false, true]) {
    writeTree(root, trees[0]);
    writeFileSync(join(root, 'spec/tools.yaml'), specs[1]);
    const children = Array.from({ length: 12 }, () => start(root));
    if (isOneKilled) {
      await wait(300 + below(1500));
      children[5]?.kill('SIGKILL');
    }
    const codes = await Promise.all(children.map(async (child) => child.exitCode ?? (await once(child, 'exit'))[0]));
    const others = codes.filter((_, index) => !isOneKilled || index !== 5);
    check(
      others.every((code) => code === 0),
      `twelve runs at once ended with ${codes.join(' ')}`,
    );
    check(isSameTree(readTree(root), trees[1]), `twelve runs at once: ${differenceOf(readTree(root), trees[1])}`);
    process.stdout.write(`together: 12 runs${isOneKilled ? ', one of them killed' : ''}: one tree, the new one\n`);
  }
}

/** A run that has to fail in one line and change nothing. */
function refuses(root: string, what: string, want: RegExp): boolean {
  const before = readTree(root);
  const run = generate(root);
  if (run.status === 0) return false;
  const isOneLine = want.test(run.stderr) && run.stderr.trimEnd().split('\n').length === 1;
  check(run.status === 1 && isOneLine, `${what}: ${run.status}, ${run.stderr}`);
  check(isSameTree(readTree(root), before), `${what}: ${differenceOf(readTree(root), before)}`);
  check(!existsSync(join(root, '.diglot-stage')), `${what}: a stage is left`);
  return true;
}

function asRoot(command: string, args: readonly string[]): void {
  if (process.getuid?.() === 0) execFileSync(command, args);
  else execFileSync('sudo', [command, ...args]);
}

/** What the files of a tree take of a disk that gives each whole pages of 4 KiB. */
function kilobytesOf(tree: Tree): number {
  const pages = [...tree.values()].map((text) => Math.ceil(Buffer.byteLength(text) / 4096));
  return pages.reduce((sum, count) => sum + 4 * count, 0);
}

function fillDisk(): void {
  const { trees } = bothTrees(createProject('full'));
  const mount = join(folder, 'disk');
  mkdirSync(mount);
  const outcomes = { full: 0, enough: 0 };
  const used = kilobytesOf(trees[0]);
  // Beyond what is there already, from too little for the first file to enough for all.
  for (let kilobytes = used + 10; kilobytes <= used + 280; kilobytes += 30) {
    asRoot('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', mount]);
    try {
      const root = join(mount, 'p');
      mkdirSync(root);
      writeTree(root, trees[0]);
      symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
      writeFileSync(join(root, 'spec/tools.yaml'), specs[1]);
      outcomes[
        refuses(root, `${kilobytes} KB`, /^Can't write .*ENOSPC\). Nothing was changed\.$/m) ? 'full' : 'enough'
      ] += 1;
    } finally {
      asRoot('umount', [mount]);
    }
  }
  check(outcomes.full > 2 && outcomes.enough > 0, 'disks have to be too small, and large enough');
  process.stdout.write(
    `full disk: ${outcomes.full} sizes refused in one line, nothing changed; ${outcomes.enough} large enough\n`,
  );
}

function forbidWriting(): void {
  for (const part of ['generated', 'handlers', '.']) {
    const root = createProject(`readonly-${part.length}`);
    const { trees } = bothTrees(root);
    writeTree(root, trees[0]);
    writeFileSync(join(root, 'spec/tools.yaml'), specs[1]);
    const mount = join(root, part);
    asRoot('mount', ['--bind', mount, mount]);
    try {
      asRoot('mount', ['-o', 'remount,ro,bind', mount]);
      let isRefused = false;
      try {
        writeFileSync(join(mount, 'probe'), '');
      } catch {
        isRefused = true;
      }
      check(isRefused, `${part} can be written, so that this proves nothing`);
      check(
        refuses(root, `${part} read-only`, /^Can't write .*(EROFS|EXDEV)\). Nothing was changed\.$/m),
        `${part}: no refusal`,
      );
    } finally {
      asRoot('umount', [mount]);
    }
    check(generate(root).status === 0, `${part}: once it can be written`);
  }
  process.stdout.write('read-only generated/, handlers/ and project: refused in one line, nothing changed\n');
}

try {
  await killAtRandom();
  await runTogether();
  fillDisk();
  forbidWriting();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
