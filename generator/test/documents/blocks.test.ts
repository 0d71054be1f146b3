import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '../project.js';
import { type Block, blocksOf, documents, placeOf, readDocument } from './markdown.js';
import { play } from './scenes.js';
import { runShell, type Shell, startShell } from './shell.js';
import { typeErrorsOf } from './types.js';
import { compiles, isSteps, stepsOf } from './yaml.js';

/**
 * Every block of code in the documents is run, or says before it why not: `<!-- not run: why -->`. What it shows of a command or
 * a file is compared: `<!-- printed by: scene -->`, `<!-- part of: file -->`. A page with a test of its own names it:
 * `<!-- run by: file -->`. UPDATE_GOLDEN=1 rewrites what commands print, and
 * the count.
 */

const all = documents.flatMap(blocksOf);
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';
const places = (blocks: readonly Block[]) => blocks.map((block): [string, Block] => [placeOf(block), block]);

/** How a block is held; undefined where nothing does. */
type Way = 'not run' | 'run by' | 'printed' | 'part of' | 'yaml' | 'shell' | 'types';

function wayOf({ language, mark, text }: Block): Way | undefined {
  if (mark?.kind === 'not run' || mark?.kind === 'run by') return mark.kind;
  if (mark?.kind === 'printed by') return 'printed';
  if (mark?.kind === 'part of') return 'part of';
  if (language === 'sh') return 'shell';
  if (language === 'ts') return 'types';
  if (language === 'yaml') return isSteps(text) ? 'shell' : 'yaml';
  return undefined;
}

const held = (way: Way) => all.filter((block) => wayOf(block) === way);

test('every block is run, compared, or says why not', () => {
  const loose = all.filter((block) => wayOf(block) === undefined).map(placeOf);
  expect(loose, 'mark them: <!-- not run: why -->').toEqual([]);
});

test('the count is the one that was agreed on', () => {
  const path = join(repository, 'generator/test/documents/blocks.txt');
  const ways = (blocks: readonly Block[]) => {
    const names = [...new Set(blocks.map((block) => wayOf(block) ?? 'loose'))].toSorted();
    return names
      .map((way) => `${blocks.filter((block) => (wayOf(block) ?? 'loose') === way).length} ${way}`)
      .join(', ');
  };
  const rows = documents.flatMap((document) => {
    const own = all.filter((block) => block.document === document);
    return own.length === 0 ? [] : [`${document}: ${ways(own)}\n`];
  });
  const count = `${rows.join('')}in all: ${ways(all)}\n`;
  console.info(count);
  if (isUpdating) writeFileSync(path, count);
  expect(readFileSync(path, 'utf8'), 'UPDATE_GOLDEN=1 writes it').toBe(count);
});

describe('what commands print', () => {
  test.each(places(held('printed')))(
    '%s',
    (_place, block) => {
      const printed = play(block.mark?.value ?? '');
      if (isUpdating) rewrite(block, printed);
      else expect(block.text).toBe(printed);
    },
    180_000,
  );
});

/** Puts the text into the document, in the place of the block's. */
function rewrite({ document, mark, language, text }: Block, printed: string): void {
  const head = `<!-- printed by: ${mark?.value} -->
\`\`\`${language}
`;
  writeFileSync(
    join(repository, document),
    readDocument(document).replace(head + text, () => head + printed),
  );
}

describe('what files say', () => {
  test.each(places(held('part of')))('%s', (_place, { mark, text }) => {
    expect(readFileSync(join(repository, mark?.value ?? ''), 'utf8')).toContain(text);
  });
});

test.each(places(held('run by')))('%s has a test of its own, which reads the page', (_place, { document, mark }) => {
  expect(readFileSync(join(repository, mark?.value ?? ''), 'utf8')).toContain(`'${document}'`);
});

describe('specs', () => {
  test.each(places(held('yaml')))('%s compiles', async (_place, block) => {
    expect(await compiles(block)).toEqual([]);
  });
});

test('TypeScript fits the shop', () => {
  expect(typeErrorsOf(held('types'))).toBe('');
}, 120_000);

describe('commands, with the shop running', () => {
  let shell: Shell;
  beforeAll(async () => {
    shell = await startShell();
  }, 180_000);
  afterAll(() => shell.stop());

  test.each(places(held('shell')))(
    '%s',
    async (_place, block) => {
      const script = block.language === 'yaml' ? stepsOf(block.text) : block.text;
      expect(await runShell(shell, script)).toMatchObject({ status: 0 });
    },
    180_000,
  );
});
