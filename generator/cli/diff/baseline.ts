import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CommandError } from '../exit.js';
import { type ReadText, textOf } from '../read-spec.js';

const spec = 'spec/tools.yaml';

/**
 * What to compare a project with: a file, or spec/tools.yaml at a revision of git. Undefined where that revision has none.
 * Throws a CommandError that says what to name instead.
 */
export async function readBaseline(root: string, against: string): Promise<ReadText | undefined> {
  const found = await stat(against).catch(() => undefined);
  if (found?.isFile()) return textOf(await readFile(against), against);
  const commit = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${against}^{commit}`]);
  if (commit === undefined && (await git(root, ['rev-parse', '--git-dir'])) === undefined) {
    throw new CommandError(
      `'${against}' is no file, and this folder is in no git repository. Name an earlier spec: npx diglot diff --against <file>`,
    );
  }
  if (commit === undefined) {
    throw new CommandError(
      `'${against}' is neither a file nor a revision of git here. Name one with --against; in a shallow clone, first: git fetch --depth=1 origin <branch>`,
    );
  }
  const revision = commit.toString('utf8').trim();
  const bytes = await git(root, ['cat-file', 'blob', `${revision}:./${spec}`]);
  return bytes && textOf(bytes, `${spec} at ${against}`);
}

/** What git prints; undefined where it says no. */
async function git(root: string, args: readonly string[]): Promise<Buffer | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', root, ...args], {
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT')
      throw new CommandError('git is not installed. Name a file: npx diglot diff --against old.yaml');
    return undefined;
  }
}
