import { Document, isMap, isScalar, stringify } from 'yaml';
import type { Imported, ImportedTool } from './imported.js';

/** What the spec says that the source does not. */
export interface SpecChoices {
  /** The block `auth`, with a final line end. */
  readonly auth: string;
  readonly hasAuth: boolean;
  /** Of the public address. */
  readonly host: string;
  /** Where the source is, for the comment at the top. */
  readonly source: string;
  /** By tool: findings that are accepted, with why. */
  readonly allows: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export const scopes = { 'Api.Read': 'Look things up', 'Api.Write': 'Change things' } as const;

/** ChatGPT imports no more. */
export const mostActions = 30;

/** What goes wrong with the original, as callers see it. */
const errors = {
  upstream_refused: { status: 422, message: 'The API refused the call.' },
  upstream_not_found: { status: 404, message: 'The API has no such thing.' },
  upstream_busy: { status: 429, message: 'The API takes no more calls for now.' },
  upstream_failed: { status: 502, message: 'The API failed.' },
} as const;

/** Whoever imports without sign-in has said so, and need not be told. */
const publicAllow = 'allow:\n  auth/none: Chosen when it was imported.\n';

const printing = { lineWidth: 0, aliasDuplicateObjects: false, flowCollectionPadding: false } as const;

/** Text of spec/tools.yaml. */
export function specText({ info, tools }: Imported, choices: SpecChoices): string {
  const { auth, hasAuth, host, source } = choices;
  const { title, version, description, contact, termsUrl } = info;
  const head = {
    diglot: 1,
    info: {
      title,
      version,
      description,
      ...(contact && { contact }),
      ...(termsUrl && { termsUrl }),
      privacyUrl: `https://${host}/privacy`,
    },
    server: { url: `https://${host}`, port: 3001 },
  };
  const rest = new Document(
    {
      errors,
      defaults: { timeout: '30s' },
      tools: Object.fromEntries(tools.map((tool, index) => [tool.name, toolFields(tool, index, choices)])),
    },
    printing,
  );
  for (const tool of tools) comment(rest, tool);
  return [
    '# yaml-language-server: $schema=../node_modules/diglot/tools.schema.json\n',
    `# Imported from ${source.replace(/[\p{C}\s]+/gu, ' ')}; yours from now on. After an edit: npm run generate\n`,
    '# Effects were guessed: look at each before others do. IMPORT.md has what could not be carried over.\n',
    stringify(head, printing),
    `\n${auth}${hasAuth ? '' : publicAllow}\n`,
    rest.toString(printing),
  ].join('');
}

function toolFields(tool: ImportedTool, index: number, { hasAuth, allows }: SpecChoices): object {
  const { title, description, modelDescription, effect, idempotent, openWorld, tags, input, output } = tool;
  const allow = allows.get(tool.name);
  const groups = [
    ...new Set(
      tags.map((tag) =>
        tag
          .replace(/[\p{C}\s<>&]+/gu, ' ')
          .trim()
          .slice(0, 60),
      ),
    ),
  ].filter((tag) => tag !== '');
  return {
    title,
    description,
    ...(modelDescription !== undefined && { modelDescription }),
    effect,
    ...(effect !== 'read' && { idempotent }),
    ...(openWorld && { openWorld }),
    ...(hasAuth && { scopes: [effect === 'read' ? 'Api.Read' : 'Api.Write'] }),
    errors: Object.keys(errors),
    ...(index >= mostActions && { expose: ['mcp'] }),
    ...(groups.length > 0 && { tags: groups }),
    ...(tool.isDeprecated && { deprecated: {} }),
    ...(allow && { allow }),
    input,
    output,
  };
}

/** Says beside an effect what it was guessed from, and leaves room above each tool. */
function comment(document: Document, { name, because }: ImportedTool): void {
  const effect = document.getIn(['tools', name, 'effect'], true);
  if (isScalar(effect)) effect.comment = ` ${because}`;
  const tools = document.get('tools', true);
  const pair = isMap(tools) ? tools.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
  if (isScalar(pair?.key) && isMap(tools) && pair !== tools.items[0]) pair.key.spaceBefore = true;
}
