import { Document } from 'yaml';
import { unsupportedKeywords } from '../../compiler/schema/keywords.js';
import type { Json } from '../../runtime/contract.js';
import { isRecord } from '../../runtime/schema/equality.js';
import { entriesOf } from '../trees.js';

/** docs/language.md: the keys of tools.yaml as the schema for editors declares them, with examples from specs that compile. */

type Schema = Readonly<Record<string, unknown>>;

/** A record of the language: its place, such as `tools.<name>.status`, and its keys. */
interface Section {
  readonly title: string;
  readonly keys: readonly Key[];
}

interface Key {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  /** Where examples stand; `*` is any name. */
  readonly path: readonly string[];
}

const intro = `# The language of spec/tools.yaml

Every key there is. The page is made of the declaration that reads the spec; \`npx diglot schema\` prints the same as JSON
Schema, and an editor with yaml-language-server completes and checks by it. What is not listed here is an error with its
line and column, never left out in silence. What each error means: [diagnostics.md](diagnostics.md).

A whole spec:

\`\`\`yaml
diglot: 1
info:
  title: Corner Shop
  version: 1.0.0
  description: Groceries by conversation.
  contact: { email: hello@shop.example.com }
  privacyUrl: https://shop.example.com/privacy
server: { url: https://shop.example.com }
auth: none
allow: { auth/none: Anybody may look at the catalogue. }
tools:
  search_products:
    title: Search products
    description: Finds products by words, best match first.
    effect: read
    access: public
    input:
      type: object
      properties:
        query: { type: string, description: Words to look for, minLength: 1, maxLength: 200 }
        limit: { type: integer, description: How many at most, minimum: 1, maximum: 50, default: 10 }
      required: [query]
    output:
      type: object
      properties:
        total: { type: integer, description: How many match in all, minimum: 0 }
      required: [total]
    examples:
      milk: { input: { query: milk }, output: { total: 7 } }
\`\`\`

## The text

YAML 1.2, one document in UTF-8, at most 16 MiB and 64 levels deep; no aliases, anchors, merge keys, tags, directives,
repeated keys, tabs, or control and invisible characters. Lengths count code points.
`;

const schemasIntro = `## Schemas

Inputs, outputs and what stands under \`schemas\` are JSON Schema 2020-12, as far as it means the same to OpenAPI 3.0,
OpenAPI 3.1, MCP clients, TypeScript and the server. A value is accepted by all of them or by none. \`type\` is required, except
beside \`$ref\`, \`enum\`, \`const\`, \`oneOf\`, \`anyOf\` and \`allOf\`. The root of an input or output is an object, or becomes one.
References can't form a circle.
`;

/** The page, from the schema for editors and specs that compile, the better examples first. */
export function languagePage(root: Schema, specs: readonly Json[]): string {
  const definitions = inner(root, '$defs');
  const sections = sectionsOf('The top level', root, []);
  const kinds = Object.keys(kindNames).map((kind) =>
    sectionsOf(kindNames[kind] ?? '', inner(definitions, kind), [kind]),
  );
  const everywhere = (kinds[0]?.[0]?.keys ?? []).filter(({ name }) =>
    kinds.every(([section]) => section?.keys.some((key) => key.name === name)),
  );
  const isShared = ({ name }: Key) => everywhere.some((key) => key.name === name);
  const schemas = [
    { title: 'Every schema', keys: everywhere },
    ...kinds.flat().map(({ title, keys }) => ({ title, keys: keys.filter((key) => !isShared(key)) })),
  ];
  const outside = [...unsupportedKeywords].map(([keyword, instead]) => `| \`${keyword}\` | ${cell(instead)} |`);
  return [
    intro,
    ...sections.map((section) => print(section, '##', specs)),
    schemasIntro,
    ...schemas.map((section) => print(section, '###', specs)),
    `### What to write instead\n\nKeywords that some client can't carry:\n\n| keyword | instead |\n|---|---|\n${outside.join('\n')}\n`,
  ].join('\n');
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'Texts',
  number: 'Numbers',
  boolean: 'Truth values',
  array: 'Lists',
  object: 'Objects',
  literal: 'Listed values',
  reference: 'References',
  oneOf: 'One of several',
  anyOf: 'Any of several',
  allOf: 'Merged objects',
};

function inner(schema: Schema, key: string): Schema {
  const value = schema[key];
  return isRecord(value) ? value : {};
}

/** The record itself, then the records below it. */
function sectionsOf(title: string, schema: Schema, path: readonly string[]): readonly Section[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const keys = Object.keys(inner(schema, 'properties')).map(
    (name): Key => ({
      name,
      schema: inner(inner(schema, 'properties'), name),
      required: required.includes(name),
      path: [...path, name],
    }),
  );
  const below = keys.flatMap((key) => {
    const record = recordOf(key.schema);
    return record === undefined ? [] : sectionsOf(titleOf(key), record.schema, [...key.path, ...record.step]);
  });
  return [{ title, keys }, ...below];
}

/** The record that a key takes: itself, behind a word, or under names. */
function recordOf(schema: Schema): { readonly schema: Schema; readonly step: readonly string[] } | undefined {
  if (schema['properties'] !== undefined) return { schema, step: [] };
  const other = alternatives(schema).find((each) => each['properties'] !== undefined);
  if (other !== undefined) return { schema: other, step: [] };
  const named = inner(schema, 'additionalProperties');
  return named['properties'] === undefined ? undefined : { schema: named, step: ['*'] };
}

function alternatives(schema: Schema): readonly Schema[] {
  return Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isRecord) : [];
}

function titleOf({ path, schema }: Key): string {
  const names = [...path, ...(recordOf(schema)?.step ?? [])];
  return names.map((name) => (name === '*' ? '<name>' : name)).join('.');
}

const anchor = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/[^a-z0-9_-]/gu, '');

function print({ title, keys }: Section, level: string, specs: readonly Json[]): string {
  const rows = keys.map((key) => {
    const { meaning, standard } = told(key.schema);
    const name = `\`${key.name}\`${key.required ? ', required' : ''}`;
    const example = recordOf(key.schema) === undefined ? exampleOf(key, specs) : undefined;
    const shown = example === undefined ? '' : `\`${example}\``;
    return `| ${[name, takes(key), standard, meaning, shown].map(cell).join(' | ')} |`;
  });
  return `${level} ${title.replaceAll('<', '&lt;')}\n\n| key | takes | default | meaning | example |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

/** The description without the default and without the form, which have columns of their own. */
function told(schema: Schema): { readonly meaning: string; readonly standard: string } {
  const whole = String(schema['description'] ?? '');
  const hint = String(schema['patternErrorMessage'] ?? '');
  const text = whole
    .replace(hint, '')
    .replace(/ ?At most \d+ characters\.$/u, '')
    .replace(/ ?From \d+ to \d+\.$/u, '')
    .trim();
  const standard = / ?Default: (.*?)\.?$/u.exec(text);
  return { meaning: text.replace(standard?.[0] ?? '', ''), standard: standard?.[1] ?? '' };
}

const words = (values: readonly unknown[]) => values.map((value) => `\`${JSON.stringify(value)}\``.replaceAll('"', ''));

/** The values that a key takes, in words. */
function takes(key: Key): string {
  const { schema } = key;
  const others = alternatives(schema);
  if (others.length > 0) {
    return others
      .map((other) => ('const' in other ? `\`${other['const']}\`` : takes({ ...key, schema: other })))
      .join(' or ');
  }
  if ('$ref' in schema) return '[a schema](#schemas)';
  if ('const' in schema) return `\`${schema['const']}\``;
  if (Array.isArray(schema['enum'])) {
    const single = schema['enum'].filter((value) => !Array.isArray(value));
    const orNull = single.length === schema['enum'].length ? '' : `, or a list of it and 'null'`;
    return `${words(single).join(', ')}${orNull}`;
  }
  switch (schema['type']) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return schema['maximum'] === Number.MAX_SAFE_INTEGER
        ? `a whole number from ${schema['minimum']}`
        : `a whole number, ${schema['minimum']} to ${schema['maximum']}`;
    case 'number':
      return 'exclusiveMinimum' in schema ? 'a number above 0' : 'a number';
    case 'boolean':
      return '`true`, `false`';
    case 'array':
      return `a list of ${schema['minItems'] === 1 ? 'one or more' : 'any length'}: ${takes({ ...key, schema: inner(schema, 'items') })}`;
    case 'object':
      return mapOf(key);
    default:
      return 'any value';
  }
}

function textOf(schema: Schema): string {
  const least = Number(schema['minLength'] ?? 0);
  const most = schema['maxLength'];
  const bounds = most === undefined ? '' : least > 1 ? `, ${least} to ${most}` : `, at most ${most}`;
  const hint = String(schema['patternErrorMessage'] ?? '');
  const form = hint === '' || hint === 'Write something that can be read.' ? '' : `. ${hint.replace(/\.$/u, '')}`;
  if (schema['format'] === 'regex') return `a regular expression${bounds}`;
  return `text${bounds}${form}`;
}

function mapOf(key: Key): string {
  if (key.schema['properties'] !== undefined) return `[a map](#${anchor(titleOf(key))})`;
  const named = inner(key.schema, 'additionalProperties');
  if (named['properties'] !== undefined) return `[maps](#${anchor(titleOf(key))}) by name`;
  return `a map from names to ${takes({ ...key, schema: named })}`;
}

const mostExample = 70;

/** The first example that a spec has, or the shortest where that is long. */
function exampleOf(key: Key, specs: readonly Json[]): string | undefined {
  const isKeyword = Object.hasOwn(kindNames, key.path[0] ?? '');
  const found = specs.flatMap((spec) => (isKeyword ? keywordValues(spec, key) : valuesAt(spec, key.path)));
  const isMap = 'additionalProperties' in key.schema;
  const texts = found.flatMap((value) => (isMap ? singles(value) : [value])).map((value) => flow(key.name, value));
  return texts.find((text) => text.length <= mostExample) ?? texts.toSorted((a, b) => a.length - b.length)[0];
}

/** Maps of one entry each. */
const singles = (value: Json): readonly Json[] => entriesOf(value).map(([key, own]) => ({ [key]: own }));

function valuesAt(value: Json, [step, ...rest]: readonly string[]): readonly Json[] {
  if (step === undefined) return [value];
  return entriesOf(value).flatMap(([key, own]) => (step === '*' || key === step ? valuesAt(own, rest) : []));
}

/** What schemas of this kind say under this keyword, anywhere in the spec. */
function keywordValues(value: Json, key: Key): readonly Json[] {
  const kind = key.path[0] ?? '';
  const own =
    isRecord(value) && kindOf(value) === kind && Object.hasOwn(value, key.name) ? valuesAt(value, [key.name]) : [];
  return [...own, ...entriesOf(value).flatMap(([, each]) => keywordValues(each, key))];
}

function kindOf(schema: Readonly<Record<string, unknown>>): string | undefined {
  const type = [schema['type']].flat().find((word) => word !== 'null');
  if (typeof type === 'string') return type === 'integer' ? 'number' : type;
  if ('$ref' in schema) return 'reference';
  for (const kind of ['oneOf', 'anyOf', 'allOf']) if (kind in schema) return kind;
  return 'enum' in schema || 'const' in schema ? 'literal' : undefined;
}

function flow(key: string, value: Json): string {
  const text = new Document({ [key]: value }).toString({
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: true,
  });
  return text.trim().replace(/^\{ (.*) \}$/su, '$1');
}
