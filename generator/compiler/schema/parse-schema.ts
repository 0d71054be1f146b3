import type { Json } from '../../runtime/contract.js';
import type { Report } from '../diagnostics/diagnostic.js';
import type { Located } from '../source/shape.js';
import { entryOf, type YamlMap, type YamlNode } from '../source/source.js';
import {
  type SchemaKind,
  schemaShapes,
  type TypedKind,
  type TypeWord,
  typeWords,
  untypedKinds,
  withoutForeignKeywords,
} from './keywords.js';
import { mergeAll } from './merge.js';
import type { SchemaScope } from './scope.js';
import type { Notes, ObjectType, Property, TypeExpr } from './type-expr.js';

const kindsByWord: ReadonlyMap<unknown, { readonly schema: TypedKind; readonly word: TypeWord }> = new Map(
  (['string', 'number', 'boolean', 'array', 'object'] as const).flatMap((schema) =>
    typeWords[schema].map((word) => [word, { schema, word }]),
  ),
);

/** Parses a schema of the portable subset. Returns undefined after reporting what keeps it from being one. */
export function parseSchema(node: YamlNode, scope: SchemaScope): TypeExpr | undefined {
  if (node.kind !== 'map') {
    scope.report('spec/wrong-type', node.span, {
      want: 'a schema (a map)',
      got: node.kind === 'list' ? 'a list' : 'a single value',
    });
    return undefined;
  }
  const kind = kindOf(node, scope.report);
  if (kind === undefined) return undefined;
  const type = parsers[kind.schema](withoutForeignKeywords(node, kind.schema, scope.report), kind, scope);
  if (type !== undefined) scope.places.set(type, node);
  return type;
}

interface Kind {
  readonly schema: SchemaKind;
  readonly word: TypeWord;
  readonly nullable: boolean;
}

function kindOf(node: YamlMap, report: Report): Kind | undefined {
  const untyped = { word: 'object', nullable: false } as const;
  if (entryOf(node, '$ref')) return { schema: 'reference', ...untyped };
  const type = entryOf(node, 'type');
  if (type === undefined) {
    const found = untypedKinds.find(([keyword]) => entryOf(node, keyword));
    if (found !== undefined) return { schema: found[1], ...untyped };
    report('schema/missing-type', node.entries[0]?.keySpan ?? node.span);
    return undefined;
  }
  const listed = type.value.kind === 'list';
  const words = type.value.kind === 'list' ? type.value.items : [type.value];
  const texts = words.map((word) => (word.kind === 'scalar' ? word.value : undefined));
  const kind = kindsByWord.get(texts.find((text) => text !== 'null'));
  const nullable = texts.includes('null');
  if (kind === undefined || nullable !== listed || texts.length !== (nullable ? 2 : 1)) {
    report('schema/bad-type', type.value.span);
    return undefined;
  }
  return { ...kind, nullable };
}

type Parser = (node: YamlMap, kind: Kind, scope: SchemaScope) => TypeExpr | undefined;

const parsers: Readonly<Record<SchemaKind, Parser>> = {
  string(node, { nullable }, { report }) {
    const raw = schemaShapes.string(node, report);
    if (raw === undefined) return undefined;
    return { kind: 'string', nullable, ...common(raw), ...pick(raw, ['minLength', 'maxLength', 'pattern', 'format']) };
  },
  number(node, { word, nullable }, { report }) {
    const raw = schemaShapes.number(node, report);
    if (raw === undefined) return undefined;
    return {
      kind: word === 'integer' ? 'integer' : 'number',
      nullable,
      ...common(raw),
      ...pick(raw, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']),
    };
  },
  boolean(node, { nullable }, { report }) {
    const raw = schemaShapes.boolean(node, report);
    return raw && { kind: 'boolean', nullable, ...common(raw) };
  },
  array(node, { nullable }, scope) {
    const raw = schemaShapes.array(node, scope.report);
    if (raw === undefined) return undefined;
    if (raw.items === undefined) {
      scope.report('schema/items-missing', entryOf(node, 'type')?.keySpan ?? node.span);
      return undefined;
    }
    const items = parseSchema(raw.items, scope);
    return (
      items && { kind: 'array', nullable, items, ...common(raw), ...pick(raw, ['minItems', 'maxItems', 'uniqueItems']) }
    );
  },
  object: parseObject,
  literal(node, _kind, { report }) {
    const raw = schemaShapes.literal(node, report);
    return raw && { kind: 'literal', ...common(raw) };
  },
  reference(node, _kind, scope) {
    const raw = schemaShapes.reference(node, scope.report);
    const name = raw && referredName(raw.$ref, scope);
    return raw && name !== undefined ? { kind: 'reference', name, ...common(raw) } : undefined;
  },
  oneOf(node, _kind, scope) {
    const raw = schemaShapes.oneOf(node, scope.report);
    return raw && { kind: 'union', mode: 'oneOf', members: parseMembers(raw.oneOf, scope), ...common(raw) };
  },
  anyOf(node, _kind, scope) {
    const raw = schemaShapes.anyOf(node, scope.report);
    return raw && { kind: 'union', mode: 'anyOf', members: parseMembers(raw.anyOf, scope), ...common(raw) };
  },
  allOf(node, _kind, scope) {
    const raw = schemaShapes.allOf(node, scope.report);
    if (raw === undefined) return undefined;
    const merged = mergeAll(parseMembers(raw.allOf, scope), scope);
    if (merged === undefined) return undefined;
    const own = common(raw);
    if (typeof merged === 'object') return { ...merged, ...own, notes: { ...merged.notes, ...own.notes } };
    scope.report('schema/unmergeable', entryOf(node, 'allOf')?.keySpan ?? node.span, { problem: merged });
    return undefined;
  },
};

function parseMembers(nodes: readonly Located<YamlNode>[], scope: SchemaScope): TypeExpr[] {
  return nodes.flatMap(({ value }) => parseSchema(value, scope) ?? []);
}

function parseObject(node: YamlMap, { nullable }: Kind, scope: SchemaScope): ObjectType | undefined {
  const raw = schemaShapes.object(node, scope.report);
  if (raw === undefined) return undefined;
  const declared = raw.properties ?? [];
  const known = declared.map(({ name }) => name);
  // A property that could not be read is declared all the same.
  const written = entryOf(node, 'properties')?.value;
  const names = new Set(written?.kind === 'map' ? written.entries.map(({ key }) => key) : []);
  const requiredNames = new Set((raw.required ?? []).map(({ value }) => value));
  for (const { value, span } of raw.required ?? []) {
    if (!names.has(value)) scope.report('schema/required-undeclared', span, { name: value, known });
  }
  const properties = declared.flatMap(({ name, value }): Property[] => {
    const type = parseSchema(value, scope);
    return type === undefined ? [] : [{ name, type, required: requiredNames.has(name) }];
  });
  const additional = raw.additionalProperties && parseAdditional(raw.additionalProperties, scope);
  return {
    kind: 'object',
    nullable,
    properties,
    ...(additional === undefined ? {} : { additional }),
    ...common(raw),
    ...pick(raw, ['minProperties', 'maxProperties']),
  };
}

function parseAdditional(node: YamlNode, scope: SchemaScope): boolean | TypeExpr | undefined {
  return node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : parseSchema(node, scope);
}

function referredName({ value: name, span }: Located<string>, scope: SchemaScope): string | undefined {
  if (scope.names.has(name)) {
    scope.refer(name, span);
    return name;
  }
  scope.report('schema/dangling-reference', span, { name, known: [...scope.names] });
  return undefined;
}

interface RawCommon {
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Located<Json>[];
  readonly deprecated?: boolean;
  readonly enum?: readonly Located<Json>[];
  readonly const?: Json;
}

function common(raw: RawCommon) {
  const notes: Notes = {
    ...pick(raw, ['title', 'description', 'default', 'deprecated']),
    ...(raw.examples && { examples: raw.examples.map(({ value }) => value) }),
  };
  return {
    notes,
    ...(raw.enum && { values: raw.enum.map(({ value }) => value) }),
    ...(raw.const !== undefined && { constant: { value: raw.const } }),
  };
}

/** The given keys that are present. */
function pick<T extends object, const K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  // Copied key by key; absent ones stay absent, as their optional types say.
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>;
}
