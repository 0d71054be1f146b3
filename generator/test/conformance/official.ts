import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check, Outcome } from './judge.js';

// Both releases of the official tool end with an error on Node 20, which has no fs.globSync.
const node = 'node@22.23.3';
const timeoutMs = 300_000;
const stamp = /-\d{4}-\d{2}-\d{2}T[\dZ-]+$/;

/** Which release of @modelcontextprotocol/conformance to run, and what of it. */
export interface Suite {
  readonly release: string;
  readonly options: readonly string[];
}

/** Runs a suite against the server at `url`. Throws when the tool itself fails or leaves a scenario out. */
export function runOfficial({ release, options }: Suite, url: string): readonly Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'diglot-conformance-'));
  try {
    const tool = ['-y', '-p', node, '-p', `@modelcontextprotocol/conformance@${release}`, 'conformance'];
    const { status, stdout, stderr, error } = spawnSync(
      'npx',
      [...tool, 'server', '--url', url, '--output-dir', 'results', ...options],
      { cwd: folder, encoding: 'utf8', timeout: timeoutMs, maxBuffer: 2 ** 28 },
    );
    // 1 says that checks failed, which is for us to judge.
    if (error !== undefined || (status !== 0 && status !== 1))
      throw error ?? new Error(`exit code ${status}\n${stderr}`);
    const outcomes = readOutcomes(join(folder, 'results'));
    const announced = /\((\d+) scenarios\)/.exec(stdout)?.[1];
    if (outcomes.length === Number(announced)) return outcomes;
    throw new Error(`${outcomes.length} of ${announced} scenarios have results\n${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder `server-<scenario>-<time>` for each scenario; checks.json is written at its end. */
function readOutcomes(folder: string): Outcome[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const file = join(folder, name, 'checks.json');
    const checks = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Check[]) : [];
    return { scenario: name.replace(/^server-/, '').replace(stamp, ''), checks };
  });
}
