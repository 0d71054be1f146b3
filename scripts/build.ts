import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

// What production runs, under plain Node: npm run build, then npm run serve. Nothing is generated: drift is told, and ends it.

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
const { resolve } = createRequire(import.meta.url);
const tsx = ['--import', 'tsx', '--conditions=diglot-source'];

const steps = [
  { command: [...tsx, 'generator/cli/main.ts', 'generate', '--check'], says: 'quiet' },
  { command: [resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', values.out], says: 'all' },
] as const;

rmSync(values.out, { recursive: true, force: true });
for (const { command, says } of steps) {
  const { status, stderr } = spawnSync(process.execPath, command, {
    stdio: ['ignore', says === 'all' ? 'inherit' : 'ignore', says === 'all' ? 'inherit' : 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) continue;
  // The last line of a drift's report names the command that ends it.
  if (says === 'quiet') process.stderr.write(`${stderr.trimEnd().split('\n').at(-1)}\n`);
  process.exit(1);
}
// By it the built server knows whether it is of the spec that lies there.
cpSync('generated/diglot.lock', join(values.out, 'generated', 'diglot.lock'));
