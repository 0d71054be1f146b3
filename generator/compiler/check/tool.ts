import type { Report } from '../diagnostics/diagnostic.js';
import type { Example, RateLimit, Tool } from '../model.js';
import { excessOf, measure, mostSize, type Size } from '../schema/measure.js';
import { parseSchema } from '../schema/parse-schema.js';
import type { SchemaScope } from '../schema/scope.js';
import type { ObjectType, TypeExpr } from '../schema/type-expr.js';
import type { Located } from '../source/shape.js';
import { firstKey, nodeAt, type YamlNode } from '../source/source.js';
import type { RawSpec, RawTool } from './language.js';
import { identifierOf } from './names.js';

/** What a tool is checked against. */
export interface Surroundings {
  readonly raw: RawSpec;
  readonly root: YamlNode;
  readonly report: Report;
  readonly scope: SchemaScope;
  readonly types: ReadonlyMap<string, TypeExpr>;
  readonly sizes: ReadonlyMap<string, Size>;
  /** Whether a shared schema is too large, which is reported. */
  readonly hasTooLarge: boolean;
}

const defaultTimeout = '10s';
const defaultResultChars = 90_000;

/** Checks one tool's references and schemas and builds it. Where that is not possible, it reports and goes on. */
export function checkTool(entry: RawSpec['tools'][number], around: Surroundings): Tool {
  const { name } = entry;
  const raw = entry.value.value;
  const inputType = rootObject(raw.input, 'input', around);
  const output = raw.output === 'content' ? raw.output : rootObject(raw.output, 'output', around)?.written;
  const errors = checkErrors(raw, around);
  checkScopes(raw, around);
  checkReplacement(entry, around);
  const input = closedInput(inputType?.resolved, around);
  if (inputType !== undefined) checkIdempotencyKey(raw, inputType.resolved, around);
  const { defaults = {} } = around.raw;
  const rateLimit = raw.rateLimit ?? defaults.rateLimit;
  return {
    name,
    identifier: identifierOf(name),
    title: raw.title,
    description: raw.description,
    effect: raw.effect,
    idempotent: raw.idempotent ?? false,
    openWorld: raw.openWorld ?? false,
    confirm: raw.confirm ?? (raw.effect === 'read' ? 'never' : 'always'),
    access: raw.access ?? 'authenticated',
    scopes: values(raw.scopes),
    callers: raw.callers === undefined ? ['user'] : values(raw.callers),
    roles: values(raw.roles),
    input,
    output: output ?? nothing,
    errors,
    examples: checkExamples(raw, around),
    timeoutMs: milliseconds(raw.timeout ?? defaults.timeout ?? defaultTimeout),
    maxResultChars: raw.maxResultChars ?? defaults.maxResultChars ?? defaultResultChars,
    expose: (raw.expose ?? defaults.expose) ? values(raw.expose ?? defaults.expose) : ['rest', 'mcp'],
    tags: values(raw.tags),
    ...(raw.modelDescription !== undefined && { modelDescription: raw.modelDescription }),
    ...(raw.idempotencyKey && { idempotencyKey: raw.idempotencyKey.value }),
    ...(raw.status && { status: raw.status }),
    ...(rateLimit !== undefined && { rateLimit: rateLimitOf(rateLimit) }),
    ...(raw.deprecated && { deprecated: deprecation(raw.deprecated) }),
    ...(raw.renamedFrom !== undefined && { renamedFrom: raw.renamedFrom }),
  };
}

/** Stands in for a schema that could not be read, which is reported, so that the rest of the tool is still checked. */
const nothing: ObjectType = { kind: 'object', nullable: false, properties: [], notes: {} };

/** An input takes nothing it does not name, unless the spec says otherwise. */
function closedInput(type: ObjectType = nothing, { scope }: Surroundings): ObjectType {
  const input = { ...type, additional: type.additional ?? false };
  const place = scope.places.get(type);
  if (place !== undefined) scope.places.set(input, place);
  return input;
}

function deprecation({ replacedBy, ...rest }: NonNullable<RawTool['deprecated']>): NonNullable<Tool['deprecated']> {
  return { ...rest, ...(replacedBy && { replacedBy: replacedBy.value }) };
}

function values<T>(items: readonly Located<T>[] | undefined): readonly T[] {
  return (items ?? []).map(({ value }) => value);
}

/** A root schema: as written, and with a reference at the root followed. */
function rootObject(node: YamlNode, which: 'input' | 'output', around: Surroundings) {
  const written = parseSchema(node, around.scope);
  if (written === undefined) return undefined;
  let resolved: TypeExpr | undefined = written;
  for (let steps = 0; resolved?.kind === 'reference' && steps < mostSize.levels; steps++) {
    resolved = around.types.get(resolved.name);
  }
  if (resolved === undefined || resolved.kind === 'reference') return undefined;
  if (resolved.kind !== 'object' || resolved.nullable) {
    around.report('schema/root-not-object', node.span, { which });
    return undefined;
  }
  const what = excessOf(measure(written, around.sizes));
  if (what === undefined) return { written, resolved };
  if (!around.hasTooLarge) around.report('schema/too-large', firstKey(node), { most: mostSize[what], what });
  return undefined;
}

/** The keys of a map as written, those included whose values can't be read, which is reported. */
function keysAt(root: YamlNode, path: readonly string[]): readonly string[] {
  const found = nodeAt(root, path);
  return found?.kind === 'map' ? found.entries.map(({ key }) => key) : [];
}

function checkErrors(raw: RawTool, { raw: spec, root, report }: Surroundings): Tool['errors'] {
  const declared = spec.errors ?? [];
  const written = keysAt(root, ['errors']);
  return (raw.errors ?? []).flatMap(({ value: name, span }) => {
    const found = declared.find((error) => error.name === name);
    if (found !== undefined) return [{ name, ...found.value }];
    if (!written.includes(name)) report('tool/unknown-error', span, { name, known: written });
    return [];
  });
}

function checkScopes(raw: RawTool, { raw: spec, root, report }: Surroundings): void {
  // Without auth no scope protects anything, which is a finding of its own.
  if (spec.auth === 'none' || nodeAt(root, ['auth', 'oauth2', 'scopes'])?.kind !== 'map') return;
  const known = spec.auth.oauth2.scopes.map(({ name }) => name);
  for (const { value: name, span } of raw.scopes ?? []) {
    if (!known.includes(name)) report('auth/unknown-scope', span, { name, known });
  }
}

function checkReplacement(entry: RawSpec['tools'][number], { root, report }: Surroundings): void {
  const replacement = entry.value.value.deprecated?.replacedBy;
  if (replacement === undefined) return;
  const known = keysAt(root, ['tools']).filter((name) => name !== entry.name);
  if (known.includes(replacement.value)) return;
  report('lifecycle/unknown-replacement', replacement.span, { name: replacement.value, known });
}

function checkIdempotencyKey(raw: RawTool, input: ObjectType, { scope, report }: Surroundings): void {
  const node = scope.places.get(input);
  const known = [...input.properties.map(({ name }) => name), ...(node ? keysAt(node, ['properties']) : [])];
  if (raw.idempotencyKey === undefined || known.includes(raw.idempotencyKey.value)) return;
  report('tool/unknown-property', raw.idempotencyKey.span, { name: raw.idempotencyKey.value, known });
}

function checkExamples(raw: RawTool, { report }: Surroundings): Example[] {
  const known = values(raw.errors);
  return (raw.examples ?? []).flatMap(({ name, nameSpan, value: { value } }): Example[] => {
    const { input, output, error } = value;
    if ((output === undefined) === (error === undefined)) {
      report('tool/example-needs-one', nameSpan);
      return [];
    }
    if (error === undefined)
      return output === undefined ? [] : [{ name, input, result: { kind: 'output', value: output } }];
    if (!known.includes(error.value)) report('tool/unknown-error', error.span, { name: error.value, known });
    return [{ name, input, result: { kind: 'error', name: error.value } }];
  });
}

const unitMilliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const unitSeconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600 };

function milliseconds(duration: string): number {
  const [, amount, unit = ''] = /^(\d+)(\D+)$/.exec(duration) ?? [];
  return Number(amount) * (unitMilliseconds[unit] ?? 1);
}

function rateLimitOf(text: string): RateLimit {
  const [calls, unit = ''] = text.split('/');
  return { calls: Number(calls), perSeconds: unitSeconds[unit] ?? 1 };
}
