import type { Json } from '../../runtime/contract.js';
import { closest } from '../../runtime/schema/suggest.js';
import type { Report, Span } from '../diagnostics/diagnostic.js';
import { describe, type YamlEntry, type YamlNode } from './source.js';

/** Reads one kind of value: the value itself, or undefined after reporting why not. */
export type Shape<T> = (node: YamlNode, report: Report) => T | undefined;

/** A value with the place it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** One entry of a map whose keys the author chooses. */
export interface NamedEntry<T> extends Located<T> {
  readonly name: string;
  readonly nameSpan: Span;
}

/** One key of a record. */
export interface Field<T, Required extends boolean> {
  readonly shape: Shape<T>;
  readonly required: Required;
  /** The code that is reported where a required key is missing, when it has one of its own. */
  readonly missing?: 'effect/missing';
}

type Fields = Readonly<Record<string, Field<unknown, boolean>>>;

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;

type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K]['required'] extends true ? K : never }[keyof F];

/** What a record with these fields reads to. */
export type RecordOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>;
};

export const required = <T>(shape: Shape<T>, missing?: 'effect/missing'): Field<T, true> => ({
  shape,
  required: true,
  ...(missing && { missing }),
});
export const optional = <T>(shape: Shape<T>): Field<T, false> => ({ shape, required: false });

function wrongType(node: YamlNode, want: string, report: Report): undefined {
  report('spec/wrong-type', node.span, { want, got: describe(node) });
}

/** A map with the given keys and no others. `where` names it in messages: "a tool". */
export function record<F extends Fields>(where: string, fields: F): Shape<RecordOf<F>> {
  const known = Object.keys(fields);
  return (node, report) => {
    if (node.kind !== 'map') return wrongType(node, `a map (${where})`, report);
    const values: Record<string, unknown> = {};
    const misspelt: (string | undefined)[] = [];
    let complete = true;
    for (const { key, keySpan, value } of node.entries) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined) {
        report('spec/unknown-key', keySpan, { key, where, known });
        misspelt.push(closest(key, known));
        continue;
      }
      const read = field.shape(value, report);
      if (read !== undefined) values[key] = read;
      else if (field.required) complete = false;
    }
    for (const key of known) {
      if (fields[key]?.required !== true || node.entries.some((entry) => entry.key === key)) continue;
      if (!misspelt.includes(key)) reportMissing(fields[key]?.missing, { key, where }, firstLine(node), report);
      complete = false;
    }
    // The loop above read every required field by its own shape.
    return complete ? (values as RecordOf<F>) : undefined;
  };
}

function reportMissing(
  own: Field<unknown, boolean>['missing'],
  missing: { readonly key: string; readonly where: string },
  span: Span,
  report: Report,
): void {
  if (own === undefined) report('spec/missing-key', span, missing);
  else report(own, span);
}

/** A missing key is shown at the first key of the map that lacks it. */
function firstLine(node: YamlNode): Span {
  const first = node.kind === 'map' ? node.entries[0] : undefined;
  return first?.keySpan ?? node.span;
}

/** A map from names that the author chooses, in order. Entries that can't be read are left out. */
export function dictionary<T>(
  checkName: (entry: YamlEntry, report: Report) => boolean,
  shape: Shape<T>,
  least = 0,
): Shape<readonly NamedEntry<T>[]> {
  return (node, report) => {
    if (node.kind !== 'map') return wrongType(node, 'a map', report);
    if (node.entries.length < least) report('spec/too-few', node.span, { least });
    const entries: NamedEntry<T>[] = [];
    for (const entry of node.entries) {
      const fine = checkName(entry, report);
      const value = shape(entry.value, report);
      if (fine && value !== undefined) {
        entries.push({ name: entry.key, nameSpan: entry.keySpan, value, span: entry.value.span });
      }
    }
    return entries;
  };
}

/** A rule for the names of a dictionary: a pattern and the words that explain it. */
export function named(what: string, pattern: RegExp, rule: string) {
  return ({ key, keySpan }: YamlEntry, report: Report): boolean => {
    if (pattern.test(key)) return true;
    report('spec/bad-name', keySpan, { name: key.slice(0, 80), what, rule });
    return false;
  };
}

interface TextRule {
  readonly least?: number;
  readonly most?: number;
  readonly pattern?: RegExp;
  /** What the pattern asks for, as help: "Write it as 1.2.3." */
  readonly help?: string;
  /** The code of a wrong length, when it has one of its own. */
  readonly lengthCode?: LengthCode;
}

type LengthCode = 'text/title-length' | 'text/description-length' | 'text/status-length' | 'text/plugin-length';

/** A text, its length counted in code points. */
export function text(rule: TextRule = {}): Shape<string> {
  const { least = 1, most, pattern, help = '' } = rule;
  return (node, report) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return wrongType(node, 'text', report);
    const length = [...node.value].length;
    const problem =
      length < least
        ? length === 0
          ? 'is empty'
          : `is shorter than ${least} characters`
        : most !== undefined && length > most
          ? `has ${length} characters; the limit is ${most}`
          : pattern !== undefined && !pattern.test(node.value)
            ? 'is not of the form needed here'
            : undefined;
    if (problem === undefined) return node.value;
    if (rule.lengthCode !== undefined && most !== undefined && (length < least || length > most)) {
      report(rule.lengthCode, node.span, { length, most });
      return undefined;
    }
    report('spec/bad-text', node.span, {
      problem,
      help: problem.startsWith('is not')
        ? help
        : most === undefined
          ? 'Write at least one character.'
          : `Write ${least} to ${most} characters.`,
    });
    return undefined;
  };
}

/** A whole number within bounds. */
export function integer(least: number, most: number): Shape<number> {
  return (node, report) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'number') return wrongType(node, 'a whole number', report);
    if (Number.isInteger(node.value) && node.value >= least && node.value <= most) return node.value;
    report('spec/out-of-range', node.span, { problem: `is not a whole number from ${least} to ${most}` });
    return undefined;
  };
}

/** True or false. */
export const flag: Shape<boolean> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : wrongType(node, 'true or false', report);

/** One of a closed set of words. */
export function choice<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (node, report) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return wrongType(node, words.join(' or '), report);
    const found = words.find((word) => word === node.value);
    if (found === undefined) report('spec/unknown-value', node.span, { value: node.value.slice(0, 80), known: words });
    return found;
  };
}

/** A list, each item at its place; a text that is listed twice is reported. */
export function list<T>(shape: Shape<T>, least = 0): Shape<readonly Located<T>[]> {
  return (node, report) => {
    if (node.kind !== 'list') return wrongType(node, 'a list', report);
    if (node.items.length < least) report('spec/too-few', node.span, { least });
    const items: Located<T>[] = [];
    const words = new Set<string>();
    for (const item of node.items) {
      const value = shape(item, report);
      if (value === undefined) continue;
      if (typeof value === 'string' && words.has(value)) report('spec/repeated-item', item.span, { item: value });
      else items.push({ value, span: item.span });
      if (typeof value === 'string') words.add(value);
    }
    return items;
  };
}

/** Keeps the place a value was read from. */
export function located<T>(shape: Shape<T>): Shape<Located<T>> {
  return (node, report) => {
    const value = shape(node, report);
    return value === undefined ? undefined : { value, span: node.span };
  };
}

/** The first shape if the node is this very word, else the second. */
export function wordOr<const Word extends string, T>(word: Word, shape: Shape<T>): Shape<Word | T> {
  return (node, report) => (node.kind === 'scalar' && node.value === word ? word : shape(node, report));
}

/** The node itself, for what a later step reads. */
export const node: Shape<YamlNode> = (found) => found;

/** Any JSON value. */
export const json: Shape<Json> = (found) => toJson(found);

/** The JSON value of a node. A key `__proto__` becomes an ordinary own property. */
export function toJson(found: YamlNode): Json {
  switch (found.kind) {
    case 'scalar':
      return found.value;
    case 'list':
      return found.items.map(toJson);
    case 'map':
      return Object.fromEntries(found.entries.map(({ key, value }) => [key, toJson(value)]));
  }
}
