import type { AuthContract } from '../../runtime/contract.js';
import type { Report, Span } from '../diagnostics/diagnostic.js';
import type { Info, Plugin, ToolSpec } from '../model.js';
import { measureNamed, mostSize, tooLarge } from '../schema/measure.js';
import { parseNamedTypes } from '../schema/named-types.js';
import { keySpanAt, nodeAt, type YamlNode } from '../source/source.js';
import { checkAuth } from './auth.js';
import { checkSchemaNames, checkToolNames } from './check-names.js';
import { language, type RawSpec } from './language.js';
import { applyRules } from './rules/index.js';
import { checkTool } from './tool.js';

const languageVersion = 1;

/** Where findings go, and the places of those that are errors of the language. */
interface Findings {
  readonly report: Report;
  errors(): readonly Span[];
}

/**
 * Checks a located spec against the language and builds the model.
 * Reports everything it finds; the result is undefined when the spec is not a map at all. Where a part could not be read,
 * which is reported as an error, the model holds a stand-in or lacks it: use it only when there was no such error.
 */
export function check(root: YamlNode, { report, errors }: Findings): ToolSpec | undefined {
  const raw = language(root, report);
  if (raw === undefined) return undefined;
  if (raw.diglot.value !== languageVersion) {
    report('spec/language-version', raw.diglot.span, { got: String(raw.diglot.value) });
  }
  const schemas = raw.schemas ?? [];
  checkSchemaNames(schemas, report);
  checkToolNames(raw.tools, report);
  const auth =
    raw.auth === 'none' ? ({ kind: 'none' } as const) : checkAuth(raw.auth.oauth2, variablesIn(root), report);
  const named = parseNamedTypes(schemas, report);
  const types = new Map(named.types.map(({ name, type }) => [name, type]));
  const sizes = measureNamed(types);
  const large = tooLarge(types, sizes);
  for (const { name, what } of large) {
    report('schema/too-large', keySpanAt(root, ['schemas', name], root.span), { most: mostSize[what], what });
  }
  const hasTooLarge = large.length > 0;
  const surroundings = { raw, root, report, scope: named.scope, types, sizes, hasTooLarge };
  const spec: ToolSpec = {
    info: infoOf(raw.info),
    plugin: pluginOf(raw),
    server: { url: raw.server.url, port: raw.server.port ?? 3001 },
    auth: auth satisfies AuthContract,
    schemas: named.types,
    tools: raw.tools.map((entry) => checkTool(entry, surroundings)),
    ...(raw.budget !== undefined && { budget: raw.budget }),
  };
  const toolNames = new Set(spec.tools.map(({ name }) => name));
  const subject = { spec, root, places: named.scope.places, types, toolNames, isSound: soundness(errors()) };
  applyRules(subject, sizes, report);
  return spec;
}

function variablesIn(root: YamlNode): readonly string[] {
  const variables = nodeAt(root, ['auth', 'oauth2', 'variables']);
  return variables?.kind === 'map' ? variables.entries.map(({ key }) => key) : [];
}

/** Tells whether a stretch of the text is free of errors, by a binary search among them. */
function soundness(errors: readonly Span[]): (span: Span) => boolean {
  const starts = Float64Array.from(errors, ({ start }) => start).sort();
  return ({ start, end }) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (starts[low] ?? Number.POSITIVE_INFINITY) > end;
  };
}

function infoOf({ contact, ...info }: RawSpec['info']): Info {
  return { ...info, ...(contact && { contact }) };
}

/** The plugin's texts, each with a default that fits its limit. */
function pluginOf({ info, plugin = {} }: RawSpec): Plugin {
  return {
    nameForHuman: plugin.nameForHuman ?? wholeWords(info.title, 20),
    nameForModel:
      plugin.nameForModel ??
      (info.title
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .slice(0, 50) ||
        'service'),
    descriptionForHuman: plugin.descriptionForHuman ?? wholeWords(info.description, 100),
    descriptionForModel: plugin.descriptionForModel ?? info.description,
  };
}

/** `text` cut to `most` characters, between words where that is possible. */
function wholeWords(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const cut = characters.slice(0, most + 1).join('');
  const end = cut.lastIndexOf(' ');
  return end > 0 ? cut.slice(0, end) : characters.slice(0, most).join('');
}
