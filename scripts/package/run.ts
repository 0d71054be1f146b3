import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../generator/test/services/ports.js';
import { bearer, post, toolCall } from '../../generator/testing/client.js';
import { current, fetchNodes, type NodeVersion } from './nodes.js';
import { pack } from './pack.js';
import { createPlace, type Place } from './place.js';

// What a person does with the packed package in an empty folder: npm run try:package. Every step has to succeed, and all of
// them together to take less than two minutes, on each version of Node that the package promises (-- --quick: on this one).

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const mostSeconds = 120;

const folder = mkdtempSync(join(tmpdir(), 'diglot-package-'));
try {
  const tarball = pack(folder);
  const nodes = values.quick ? [current] : fetchNodes();
  for (const node of nodes) await tryOn(node, tarball);
} catch (error) {
  process.stdout.write(`FAILED: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function tryOn(node: NodeVersion, tarball: string): Promise<void> {
  const root = join(folder, node.version, 'first-tools');
  mkdirSync(root, { recursive: true });
  const place = createPlace(root, node, await freePort());
  const found = (await place.run('node', '--version')).trim();
  if (found !== `v${node.version}`) throw new Error(`node --version says ${found}, not v${node.version}`);
  process.stdout.write(`\nNode ${node.version}\n`);
  let total = 0;
  for (const [name, step] of Object.entries(stepsFrom(tarball))) {
    const began = performance.now();
    await step(place);
    const seconds = (performance.now() - began) / 1000;
    total += seconds;
    process.stdout.write(`  ${name.padEnd(36)}${seconds.toFixed(1).padStart(6)} s\n`);
  }
  process.stdout.write(`  ${'all'.padEnd(36)}${total.toFixed(1).padStart(6)} s of ${mostSeconds}\n`);
  if (total > mostSeconds) throw new Error(`Node ${node.version} took ${total.toFixed(1)} s`);
}

function stepsFrom(tarball: string): Readonly<Record<string, (place: Place) => Promise<unknown>>> {
  return {
    'npx diglot init': ({ run }) =>
      run('npm', 'exec', '--yes', `--package=${tarball}`, '--', 'diglot', 'init', '--yes'),
    // In the registry's place: the version that package.json names is the one in the tarball.
    'npm install': ({ run }) => run('npm', 'install', tarball),
    'npm start, a token, both surfaces': (place) => place.serve('start', (url) => callBoth(place, url)),
    'npm test': ({ run }) => run('npm', 'test'),
    'npm run types': ({ run }) => run('npm', 'run', 'types'),
    'npm run check:drift': ({ run }) => run('npm', 'run', 'check:drift'),
    'npm run build': ({ run }) => run('npm', 'run', 'build'),
    'npx diglot bundle': ({ run }) => run('npx', 'diglot', 'bundle'),
    'npm run serve, a token, both surfaces': (place) => place.serve('serve', (url) => callBoth(place, url)),
  };
}

/** Calls the tool over REST and MCP, with a token of the local issuer and without one. */
async function callBoth({ run }: Place, url: string): Promise<void> {
  const headers = bearer((await run('npx', 'diglot', 'token')).trim());
  const server = { send: (path: string, init?: RequestInit) => fetch(`${url}${path}`, init) };
  const input = { time_zone: 'Asia/Tokyo' };
  const rest = await post(server, '/tools/current_time', input, headers);
  expectText(await rest.text(), /^\{"time_zone":"Asia\/Tokyo","date":"\d{4}-\d\d-\d\d","time":"\d\d:\d\d"\}$/);
  const mcp = await post(server, '/mcp', toolCall('current_time', input), headers);
  expectText(await mcp.text(), /"structuredContent":\{"time_zone":"Asia\/Tokyo"/);
  const refused = await post(server, '/tools/current_time', input);
  if (refused.status !== 401) throw new Error(`a call without a token got ${refused.status}`);
  for (const path of ['/.well-known/openapi.json', '/.well-known/openapi-3.1.json', '/.well-known/ai-plugin.json']) {
    const { status } = await server.send(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }
}

function expectText(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`an answer is not ${pattern}:\n${text}`);
}
