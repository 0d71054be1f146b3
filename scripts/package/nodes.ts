import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A Node to try the package on. */
export interface NodeVersion {
  readonly version: string;
  /** The folder with its binary; undefined for the Node that runs this. */
  readonly bin: string | undefined;
}

/** The newest of each line that the package promises to run on. */
const pins = ['20.20.2', '22.23.3', '24.22.3'];

export const current: NodeVersion = { version: process.versions.node, bin: undefined };

/** Fetches a Node of each line, once, as the npm packages that carry one. */
export function fetchNodes(): readonly NodeVersion[] {
  return pins.map((version) => (version === current.version ? current : { version, bin: fetchNode(version) }));
}

function fetchNode(version: string): string {
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = resolve('node_modules/.cache/nodes', version);
  const bin = join(folder, 'node_modules', name, 'bin');
  if (existsSync(bin)) return bin;
  mkdirSync(folder, { recursive: true });
  // A project of its own, so that npm looks no further up.
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  const { status, stderr } = spawnSync('npm', ['install', '--no-save', '--force', `${name}@${version}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`no Node ${version} for ${dirname(bin)}:\n${stderr}`);
  return bin;
}
