import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const bin = resolve('generator/bin/diglot.js');
const limits = { timeout: 60_000, maxBuffer: 16 * 1024 * 1024 };

/** Runs the built command; rejects with its `code` and `stderr`. */
export function diglot(...args: readonly string[]): Promise<string> {
  return diglotIn('UTC', ...args);
}

/** The same in another time zone. */
export async function diglotIn(timeZone: string, ...args: readonly string[]): Promise<string> {
  return (await run(process.execPath, [bin, ...args], { ...limits, env: { ...process.env, TZ: timeZone } })).stdout;
}

/** Anthropic's own tool for bundles. */
export async function mcpb(cwd: string, ...args: readonly string[]): Promise<string> {
  return (await run('npx', ['-y', '@anthropic-ai/mcpb@2.1.2', ...args], { ...limits, cwd })).stdout;
}
