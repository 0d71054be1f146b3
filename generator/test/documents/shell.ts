import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startShop } from '../../../scripts/interop/shop-process.js';
import { copyShop, createProject, diglotCommand, shopSpec } from '../project.js';
import { commit, git } from '../repository.js';
import { freePort } from '../services/ports.js';

/** A folder with the shop, a repository of git with a remote, and the shop running beside it. */
export interface Shell {
  readonly cwd: string;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** What a script did. */
interface Run {
  readonly status: number | null;
  readonly output: string;
}

/** Starts the shop, and lays out what the scripts need. */
export async function startShell(): Promise<Shell> {
  const project = createProject(shopSpec);
  const { root } = project;
  copyShop(project);
  git(root, 'init');
  commit(root, 'one');
  git(root, 'remote', 'add', 'origin', `file://${root}`);
  const tools = mkdtempSync(join(tmpdir(), 'diglot-tools-'));
  const run = diglotCommand.map((word) => `'${word}'`).join(' ');
  // The package of this repository, from its sources; it is not asked of a registry.
  program(join(tools, 'npx'), `[ "$1" = diglot ] || exit 127\nshift\nexec node ${run} "$@"`);
  // Installing is what the gate begins with.
  program(
    join(tools, 'npm'),
    `[ "$1" = ci ] && exit 0\n[ "$*" = 'run check:drift' ] || exit 127\nexec npx diglot generate --check`,
  );
  // What a server refuses is a failure.
  writeFileSync(join(tools, '.curlrc'), 'fail-with-body\n');
  const shop = await startShop({ port: await freePort(), folder: root });
  return {
    cwd: root,
    url: shop.url,
    env: {
      ...process.env,
      PATH: `${tools}${delimiter}${process.env['PATH']}`,
      CURL_HOME: tools,
      PORT: new URL(shop.url).port,
      GITHUB_BASE_REF: 'main',
    },
    async stop() {
      await shop.stop();
      project.remove();
      rmSync(tools, { recursive: true, force: true });
    },
  };
}

function program(path: string, lines: string): void {
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
}

/** Runs a script to its end, or to its first failure, against the running shop instead of port 3001. */
export async function runShell({ cwd, env, url }: Shell, script: string): Promise<Run> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script.replaceAll('http://127.0.0.1:3001', url)], {
    cwd,
    env,
  });
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status: child.exitCode, output: out + err };
}
