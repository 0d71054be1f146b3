import { execFileSync } from 'node:child_process';

/** Runs git in a folder, as somebody of no importance. Throws where it fails. */
export function git(root: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main'];
  execFileSync('git', ['-C', root, ...identity, ...args], { stdio: 'ignore' });
}

/** Commits what there is under spec/. */
export function commit(root: string, message: string): void {
  git(root, 'add', 'spec');
  git(root, 'commit', '-m', message);
}
