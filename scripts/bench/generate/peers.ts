import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './project.js';

/** Installs the other generators by their own lockfile, where that was not done. Runs none of their scripts. */
export function installPeers(): void {
  const folder = join(repository, 'scripts/bench/peers');
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  const args = ['ci', '--ignore-scripts', '--workspaces=false', '--prefix', folder];
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed`);
}
