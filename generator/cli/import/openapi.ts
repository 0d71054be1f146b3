import { counted } from '../../compiler/diagnostics/counted.js';
import { documentProblem, importOpenapi, tagCounts } from '../../import/openapi/import.js';
import { mostActions } from '../../import/spec-text.js';
import { CommandError } from '../exit.js';
import { say } from '../output.js';
import { readDocument } from './read-source.js';
import { type ImportOptions, placeOf, writeImport } from './write-project.js';

export interface OpenapiOptions extends ImportOptions {
  readonly tag: readonly string[];
}

/** `diglot import openapi`: a document becomes a project whose tools forward to the API. Resolves to the exit code. */
export async function runImportOpenapi(source: string, options: OpenapiOptions): Promise<number> {
  const place = placeOf(options);
  say(`Reading ${source}`);
  const root = await readDocument(source);
  const problem = documentProblem(root);
  if (problem !== undefined) throw new CommandError(problem);
  const selection = { only: options.only, tags: options.tag.map((tag) => tag.toLowerCase()) };
  const imported = importOpenapi(root, { selection, source });
  const isChosen = selection.only.length > 0 || selection.tags.length > 0;
  if (isChosen && imported.tools.length === 0)
    throw new CommandError(
      `No operation is of that name and tag. Tags of the document:\n${tagList(root) || 'none'}`.trimEnd(),
    );
  if (!isChosen && !options.all && imported.tools.length > mostActions)
    throw tooManyOperations(root, imported.tools.length);
  say(`Checking ${counted(imported.tools.length, 'tool')}`);
  return writeImport({ written: imported, source, place }, options);
}

const mostTags = 100;

/** A line for each tag, with how many operations have it. */
function tagList(root: unknown): string {
  const tags = tagCounts(root);
  const lines = tags
    .slice(0, mostTags)
    .map(([tag, number]) => `  ${String(number).padStart(5)}  ${tag.slice(0, 60)}\n`);
  return `${lines.join('')}${tags.length > mostTags ? `  and ${tags.length - mostTags} more tags\n` : ''}`;
}

function tooManyOperations(root: unknown, count: number): CommandError {
  const [first] = tagCounts(root);
  const example = first === undefined ? "--only 'list*'" : `--tag ${JSON.stringify(first[0].slice(0, 60))}`;
  return new CommandError(
    `The document has ${count} operations; ChatGPT imports ${mostActions}, and models choose badly among many.\n${tagList(root)}Choose some: ${example} or --only 'name*'. Or take --all, of which those after the first ${mostActions} are for MCP alone.`,
  );
}
