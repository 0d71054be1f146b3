import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../generator/test/services/ports.js';
import { bearer, post, type Sender, toolCall } from '../generator/testing/client.js';
import { type ShopProcess, startShop } from './interop/shop-process.js';

/** What `npm run build` makes, as production runs it: under plain Node, with nothing generated. */

// Inside the repository, so that what was built finds its packages.
const cache = join(process.cwd(), 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'build-'));
const built = join(folder, 'dist');

function build(out = built) {
  const command = ['--import', 'tsx', '--conditions=diglot-source', 'generator/cli/main.ts', 'build', '--out', out];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
}

beforeAll(() => {
  const { status, stdout, stderr } = build();
  const said = `Built. Run it: node ${relative('.', join(built, 'scripts/serve.js'))}\n`;
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: said });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('nothing is replaced but an earlier build', () => {
  const kept = readFileSync('handlers/app.ts', 'utf8');
  const faults = {
    handlers: 'is no earlier build, and would be replaced',
    '.': 'holds the project itself',
    '../..': 'holds the project itself',
  };
  for (const [out, fault] of Object.entries(faults)) {
    const stderr = `${out} ${fault}. Name another: npx diglot build --out <folder>\n`;
    expect(build(out)).toMatchObject({ status: 1, stdout: '', stderr });
  }
  expect(readFileSync('handlers/app.ts', 'utf8')).toBe(kept);
  expect(build()).toMatchObject({ status: 0 });
}, 60_000);

describe('a built shop', () => {
  let shop: ShopProcess;
  let sender: Sender;
  beforeAll(async () => {
    shop = await startShop({ port: await freePort(), folder, built });
    sender = { send: (path, init) => fetch(`${shop.url}${path}`, init) };
  });
  afterAll(() => shop?.stop());

  test('answers on both surfaces', async () => {
    const input = { product_id: 'whole-milk-1l', quantity: 2 };
    const added = await (await post(sender, '/tools/add_to_cart', input, bearer(shop.token))).json();
    expect(added).toMatchObject({ lines: [input] });
    const viewed = await (await post(sender, '/mcp', toolCall('view_cart', {}), bearer(shop.token))).json();
    expect(viewed).toMatchObject({ result: { structuredContent: added } });
    expect((await sender.send('/.well-known/openapi.json')).status).toBe(200);
  });
});

describe('drift is one line and exit 1', () => {
  /** Starts what was built in a folder of its own, with what `change` has done to its files. */
  function refusal(change: (root: string) => void, env: Record<string, string> = {}) {
    const root = mkdtempSync(join(folder, 'root-'));
    for (const name of ['generated', 'spec']) cpSync(name, join(root, name), { recursive: true });
    change(root);
    const run = spawnSync(process.execPath, [join(built, 'scripts', 'serve.js')], {
      cwd: root,
      env: { ...process.env, PORT: '0', DATABASE_URL: 'file:shop.db', ...env },
      encoding: 'utf8',
      timeout: 15_000,
    });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  test.each([
    ['the spec', 'spec/tools.yaml', 'spec/tools.yaml was changed. Run: npm run generate\n'],
    ['a document', 'generated/mcp.json', 'generated/mcp.json was changed. Run: npm run generate\n'],
    ['the lock', 'generated/diglot.lock', 'generated/diglot.lock is missing or broken. Run: npm run generate\n'],
  ])('in %s', (_name, path, stderr) => {
    expect(refusal((root) => appendFileSync(join(root, path), '# more\n'))).toEqual({ status: 1, stdout: '', stderr });
  });

  test('in what was built', () => {
    const older = (root: string) => {
      mkdirSync(join(root, 'generated'), { recursive: true });
      writeFileSync(join(root, 'generated/diglot.lock'), '{"generator":"0","spec":"","files":{},"contracts":{}}');
      rmSync(join(root, 'spec'), { recursive: true });
    };
    const stderr = expect.stringMatching(/^(generated\/ is newer than what was built of it. Run: npm run build)\n$/);
    expect(refusal(older)).toEqual({ status: 1, stdout: '', stderr });
  });

  test('and none without the sources: the next refusal is that of the sign-in', () => {
    const bare = (root: string) => {
      rmSync(join(root, 'spec'), { recursive: true });
      rmSync(join(root, 'generated/tools.ts'));
    };
    const { status, stderr } = refusal(bare, { NODE_ENV: 'production' });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Set ENTRA_TENANT_ID and ENTRA_CLIENT_ID.*\n$/)]);
  });
});
