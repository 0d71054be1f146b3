import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { diglot, diglotIn, mcpb } from './commands.js';
import { useAsDesktop } from './desktop.js';
import { firstProject, furnish, type ProjectCall, secrets, shop } from './projects.js';

// The shop and a first project as extensions of Claude Desktop: npm run try:bundle. Each bundle is held to Anthropic's own
// tool, unpacked where no node_modules is in reach, started as its manifest says, and driven by the official client.

const folder = mkdtempSync(join(tmpdir(), 'diglot-bundles-'));
try {
  await tryBundle('shop', shop);
  await tryBundle('first-tools', firstProject);
} catch (error) {
  process.stdout.write(`FAILED: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function tryBundle(name: string, create: (folder: string) => ProjectCall | Promise<ProjectCall>): Promise<void> {
  const began = performance.now();
  const project = join(folder, name);
  const call = await create(project);
  furnish(project);
  const bundle = join(folder, `${name}.mcpb`);
  process.stdout.write(await diglot('bundle', '--root', project, '--out', bundle));

  const again = join(folder, `${name}-again.mcpb`);
  await diglotIn('Asia/Kathmandu', 'bundle', '--root', project, '--out', again);
  assert.ok(readFileSync(bundle).equals(readFileSync(again)), 'a second bundle has other bytes');

  const extension = join(folder, 'installed', name);
  mkdirSync(extension, { recursive: true });
  await mcpb(folder, 'unpack', bundle, extension);
  assert.match(await mcpb(folder, 'validate', join(extension, 'manifest.json')), /passes/);
  const unpacked = contentsOf(extension);
  for (const [path, content] of unpacked) {
    assert.ok(!secrets.includes(basename(path)) && !content.includes('PLANTED='), `${path} is in the bundle`);
    assert.ok(!content.includes(Buffer.from(folder)), `${path} names a folder of this computer`);
  }
  const home = join(folder, `home-of-${name}`);
  await useAsDesktop(extension, home, call);
  assert.deepEqual([...contentsOf(extension).keys()], [...unpacked.keys()], 'the server wrote into its own folder');
  assert.equal(existsSync(join(home, '.cornershop/.data/shop.db')), name === 'shop');

  await tryDrift(project);
  process.stdout.write(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

/** A hand edit is refused, and what an earlier bundle left stays as it was. */
async function tryDrift(project: string): Promise<void> {
  const out = join(project, 'drift.mcpb');
  appendFileSync(join(project, 'generated/mcpb.json'), ' ');
  await assert.rejects(diglot('bundle', '--root', project, '--out', out), {
    code: 1,
    stderr: /Drift: .*npm run generate/,
  });
  assert.deepEqual(
    readdirSync(project).filter((path) => path.includes('.mcpb')),
    [],
  );
}

function contentsOf(root: string): ReadonlyMap<string, Buffer> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();
  return new Map(
    paths.filter((path) => statSync(join(root, path)).isFile()).map((path) => [path, readFileSync(join(root, path))]),
  );
}
