import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { runGenerate } from '../cli/generate.js';
import { unchangedRun } from '../cli/unchanged.js';
import { version } from '../cli/version.js';
import { identifierOf } from '../compiler/check/names.js';
import { contractHashes } from '../compiler/contract-hashes.js';
import { generate } from '../compiler/generate.js';
import { lockFile } from '../compiler/output/lock-file.js';

// Random lives of a project: its spec, its handlers and its generated files are edited in every order, with runs in between.
// After each run generated/ has to be what a clean run makes, and no byte that somebody wrote may have changed but for renames.

// Types are for lifecycle.test.ts: here nothing but the files counts, and checking them takes seconds.
vi.mock('../cli/handlers/typescript.js', async (original) => ({
  ...(await original<object>()),
  handlerErrors: () => new Map(),
}));

let spared = 0;
const numRuns = Number(process.env['DIGLOT_SEQUENCES'] ?? 100);

/** One tool of the spec as it stands. */
interface Tool {
  name: string;
  description: string;
  type: string;
  renamedFrom?: string;
}

interface World {
  readonly root: string;
  readonly tools: Tool[];
  shared: string;
}

/** An edit or a run; the number chooses what it is done to. */
type Act = readonly [kind: keyof typeof acts, choice: number];

const pool = ['find', 'find_all', 'keep_one', 'drop', 'list_them', 'tell'];
const pick = <T>(from: readonly T[], choice: number): T | undefined => from[choice % Math.max(1, from.length)];
const path = ({ root }: World, name: string) => join(root, name);

function put(world: World, name: string, text: string): void {
  mkdirSync(dirname(path(world, name)), { recursive: true });
  writeFileSync(path(world, name), text);
}

function filesOf(world: World, folder: string): Map<string, string> {
  const names = readdirSync(path(world, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(world.root.length + 1));
  return new Map(names.toSorted().map((name) => [name, readFileSync(path(world, name), 'utf8')]));
}

function specText({ tools, shared }: World): string {
  const head = [
    ...['diglot: 1', 'info: { title: Odds, version: 1.0.0, description: Odds and ends. }'],
    ...['server: { url: https://odds.example.com }', 'auth: none'],
    `schemas:\n  Shared: { type: object, properties: { kind: { type: ${shared}, description: A kind. } } }`,
  ];
  const blocks = tools.map(({ name, description, type, renamedFrom }) =>
    [
      `  ${name}:`,
      ...(renamedFrom === undefined ? [] : [`    renamedFrom: ${renamedFrom}`]),
      ...[`    title: T ${name}`, `    description: ${description}`, '    effect: read'],
      `    input: { type: object, properties: { given: { type: ${type}, description: Given. } } }`,
      '    output: { $ref: "#/schemas/Shared" }',
    ].join('\n'),
  );
  return `${head.join('\n')}\ntools:\n${blocks.join('\n')}\n`;
}

const handlerText = (name: string, note: number) =>
  `import type { Handlers } from '../generated/contract.js';\n// ${name} and ${identifierOf(name)}, ${note}\n` +
  `export const ${identifierOf(name)}: Handlers['${name}'] = async () => ({});   // odd\n`;
const userText = (name: string) =>
  `import { ${identifierOf(name)} } from '../${name}.js';\nexport const uses = [${identifierOf(name)}];\n`;
const broken = 'export const = {{{ // not TypeScript\n';

/** What a handler, or what imports it, has to be after a rename. */
function renamed(text: string, from: string, to: string): string {
  const [before, after] = [identifierOf(from), identifierOf(to)];
  return text
    .replace(`export const ${before}: Handlers['${from}']`, `export const ${after}: Handlers['${to}']`)
    .replace(userText(from), userText(to));
}

const saveSpec = (world: World) => put(world, 'spec/tools.yaml', specText(world));
const handlerOf = (name: string) => `handlers/${name}.ts`;

const acts = {
  addTool(world: World, choice: number) {
    const name = pick(
      pool.filter((each) => !world.tools.some((tool) => tool.name === each)),
      choice,
    );
    // A name that is in use again is no former one any more.
    for (const other of world.tools) if (other.renamedFrom === name) delete other.renamedFrom;
    if (name !== undefined) world.tools.push({ name, description: 'Does a thing.', type: 'string' });
    saveSpec(world);
  },
  removeTool(world: World, choice: number) {
    if (world.tools.length > 1) world.tools.splice(choice % world.tools.length, 1);
    saveSpec(world);
  },
  renameTool(world: World, choice: number) {
    const tool = pick(world.tools, choice);
    const name = pick(
      pool.filter((each) => !world.tools.some((other) => other.name === each || other.renamedFrom === each)),
      choice,
    );
    if (tool === undefined || name === undefined) return;
    tool.renamedFrom = tool.name;
    tool.name = name;
    saveSpec(world);
  },
  describe(world: World, choice: number) {
    const tool = pick(world.tools, choice);
    if (tool !== undefined) tool.description = `Does a thing in way ${choice}.`;
    saveSpec(world);
  },
  retype(world: World, choice: number) {
    const tool = pick(world.tools, choice);
    if (tool !== undefined) tool.type = pick(['string', 'integer', 'boolean'], choice) ?? 'string';
    saveSpec(world);
  },
  share(world: World, choice: number) {
    world.shared = pick(['string', 'integer'], choice) ?? 'string';
    saveSpec(world);
  },
  comment(world: World, choice: number) {
    put(world, 'spec/tools.yaml', `${specText(world)}# ${choice}\n`);
  },
  fill(world: World, choice: number) {
    const name = pick(pool, choice) ?? '';
    put(world, handlerOf(name), handlerText(name, choice));
  },
  breakHandler(world: World, choice: number) {
    put(world, handlerOf(pick(pool, choice) ?? ''), broken);
  },
  use(world: World, choice: number) {
    put(world, `handlers/lib/use-${choice % 3}.ts`, userText(pick(pool, choice) ?? ''));
  },
  deleteHandler(world: World, choice: number) {
    rmSync(path(world, pick([...filesOf(world, 'handlers').keys()], choice) ?? 'nothing'), { force: true });
  },
  editGenerated(world: World, choice: number) {
    const [name, text] = pick([...filesOf(world, 'generated')], choice) ?? ['generated/diglot.lock', ''];
    put(world, name, choice % 2 === 0 ? `${text} ` : text.slice(0, choice % (text.length + 1)));
  },
  deleteGenerated(world: World, choice: number) {
    rmSync(path(world, pick([...filesOf(world, 'generated').keys()], choice) ?? 'nothing'), { force: true });
  },
  stray(world: World, choice: number) {
    put(world, `generated/stray-${choice % 5}.ts`, 'stray');
  },
  async run(world: World, choice: number) {
    await runAndCheck(world, { prune: choice % 4 === 0 });
  },
} satisfies { [kind: string]: (world: World, choice: number) => void | Promise<void> };

/** What a clean run makes of the spec as it is saved. */
async function cleanly(world: World): Promise<Map<string, string>> {
  const source = { path: 'spec/tools.yaml', text: readFileSync(path(world, 'spec/tools.yaml'), 'utf8') };
  const made = await generate(source);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  const { files, spec } = made;
  const lock = lockFile({ source, files, contracts: contractHashes(spec), generator: version });
  const owned = [...files, lock].filter(({ ownership }) => ownership === 'generated');
  return new Map(owned.map((file): [string, string] => [file.path, file.content]).toSorted());
}

async function runAndCheck(world: World, options: { readonly prune: boolean }): Promise<void> {
  const clean = await cleanly(world);
  const generatedBefore = filesOf(world, 'generated');
  if (unchangedRun(world.root) !== undefined) {
    spared += 1;
    expect(generatedBefore, 'a run that does nothing has nothing to do').toEqual(clean);
    for (const { name } of world.tools) expect(filesOf(world, 'handlers').has(handlerOf(name))).toBe(true);
  }
  const before = filesOf(world, 'handlers');
  const isDrift = (await runGenerate({ root: world.root, check: true })) === 1;
  expect(filesOf(world, 'generated'), '--check writes nothing').toEqual(generatedBefore);
  expect(filesOf(world, 'handlers'), '--check writes nothing').toEqual(before);
  expect(await runGenerate({ root: world.root, ...options })).toBe(0);
  expect(filesOf(world, 'generated'), 'as a clean run').toEqual(clean);
  const after = filesOf(world, 'handlers');
  expectKept(world, before, after);
  const isChanged = !isSame(generatedBefore, clean) || (!options.prune && !isSame(before, after));
  if (!options.prune) expect(isDrift, 'drift is what a run changes').toBe(isChanged);
  expect(await runGenerate({ root: world.root, check: true })).toBe(0);
}

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
  one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);

/** Every handler and helper is as it was, or has followed a rename, or lies among the orphans. */
function expectKept({ tools }: World, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  const names = new Set(tools.map(({ name }) => name));
  const carried = tools.filter(
    ({ name, renamedFrom: from = '' }) =>
      before.has(handlerOf(from)) &&
      !names.has(from) &&
      !before.has(handlerOf(name)) &&
      before.get(handlerOf(from)) !== broken,
  );
  const follow = (text: string) =>
    carried.reduce((all, { name, renamedFrom = '' }) => renamed(all, renamedFrom, name), text);
  const orphans = [...after].filter(([name]) => name.startsWith('handlers/.orphans/')).map(([, text]) => text);
  const written = new Set<string>();
  for (const [name, text] of before) {
    const to = carried.find(({ renamedFrom = '' }) => handlerOf(renamedFrom) === name);
    const now = to === undefined ? name : handlerOf(to.name);
    written.add(now);
    if (to === undefined && !after.has(name)) expect(orphans, `${name} is kept`).toContain(follow(text));
    else expect(after.get(now), `${name} is untouched`).toBe(name.includes('/.orphans/') ? text : follow(text));
  }
  for (const [name, text] of after) {
    if (written.has(name) || name === 'handlers/app.ts' || name.startsWith('handlers/.orphans/')) continue;
    expect(text, `${name} is a stub`).toContain('throw ctx.notImplemented();');
  }
}

const kinds = Object.keys(acts) as (keyof typeof acts)[];
const anAct: fc.Arbitrary<Act> = fc.tuple(
  fc.oneof({ weight: 1, arbitrary: fc.constant('run' as const) }, { weight: 3, arbitrary: fc.constantFrom(...kinds) }),
  fc.nat(1000),
);

test(`${numRuns} random lives of a project`, async () => {
  const silent = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
  let runs = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 3, maxLength: 12 }), async (life) => {
        const root = mkdtempSync(join(tmpdir(), 'diglot-life-'));
        const world: World = {
          root,
          tools: [{ name: 'find', description: 'Finds.', type: 'string' }],
          shared: 'string',
        };
        try {
          for (const folder of ['spec', 'node_modules', 'handlers', 'generated']) mkdirSync(join(root, folder));
          saveSpec(world);
          for (const [kind, choice] of [...life, ['run', 1] as const]) {
            runs += kind === 'run' ? 1 : 0;
            await acts[kind](world, choice);
          }
        } finally {
          rmSync(root, { recursive: true });
        }
      }),
      { numRuns, ...(process.env['DIGLOT_SEED'] !== undefined && { seed: Number(process.env['DIGLOT_SEED']) }) },
    );
  } finally {
    for (const spy of silent) spy.mockRestore();
  }
  if (numRuns >= 100) expect(spared, 'runs with nothing to do').toBeGreaterThan(0);
  process.stdout.write(`sequences: ${numRuns} lives, ${runs} runs, ${spared} with nothing to do\n`);
}, 900_000);
