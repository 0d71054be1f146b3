import type { Json } from '../../runtime/contract.js';
import { canonical } from '../../runtime/schema/equality.js';
import { closest } from '../../runtime/schema/suggest.js';
import type { Report, Span } from '../diagnostics/diagnostic.js';
import { type Fragment, patternText, withDescription } from './fragment.js';
import { describe, firstKey, type YamlEntry, type YamlNode } from './source.js';

/** Reads one kind of value: the value itself, or undefined after reporting why not. */
type Read<T> = (node: YamlNode, report: Report) => T | undefined;

/** Reads one kind of value, and says to an editor which values those are. */
export interface Shape<T> extends Read<T> {
  /** The JSON Schema of what is read. Built on each call, so that a compilation never pays for it. */
  readonly schema: () => Fragment;
}

/** A shape from its two halves, which have to agree: what `read` reports, `schema` refuses. */
export function shape<T>(read: Read<T>, schema: () => Fragment): Shape<T> {
  // A wrapper, so that the same reader can be told in two ways.
  return Object.assign((found: YamlNode, report: Report) => read(found, report), { schema });
}

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
  /** Whether editors ask for it. */
  readonly asked: boolean;
  /** What it means, its default, and which client uses it, for editors. What the shape takes is added to it. */
  readonly description: string;
  readonly recovery?: Recovery<T>;
}

/** How to go on where a required key is missing or can't be read, which is reported; what follows it is never emitted. */
interface Recovery<T> {
  /** Stands in for the value, so that the rest is still checked. */
  readonly otherwise: T;
  /** The code of its absence, when it has one of its own. */
  readonly missing?: 'effect/missing';
}

export type Fields = Readonly<Record<string, Field<unknown, boolean>>>;

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;

type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K]['required'] extends true ? K : never }[keyof F];

/** What a record with these fields reads to. */
export type RecordOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>;
};

export const required = <T>(shape: Shape<T>, description: string, recovery?: Recovery<NoInfer<T>>): Field<T, true> => ({
  shape,
  required: true,
  asked: true,
  description,
  ...(recovery && { recovery }),
});

export const optional = <T>(shape: Shape<T>, description: string): Field<T, false> => ({
  shape,
  required: false,
  asked: false,
  description,
});

/** A required key whose absence a later step reports, with a code of its own. */
export const expected = <T>(shape: Shape<T>, description: string): Field<T, false> => ({
  ...optional(shape, description),
  asked: true,
});

const mostMisspelt = 100;

function wrongType(node: YamlNode, want: string, report: Report): undefined {
  report('spec/wrong-type', node.span, { want, got: describe(node) });
}

/** A map with the given keys and no others. `where` names it in messages: "a tool". */
export function record<F extends Fields>(where: string, fields: F): Shape<RecordOf<F>> {
  const known = Object.keys(fields);
  const read: Read<RecordOf<F>> = (node, report) => {
    if (node.kind !== 'map') return wrongType(node, `a map (${where})`, report);
    const values: Record<string, unknown> = {};
    const misspelt: (string | undefined)[] = [];
    for (const { key, keySpan, value } of node.entries) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined) {
        report('spec/unknown-key', keySpan, { key, where, known });
        // Of very many, few can stand for the keys that are missing.
        if (misspelt.length < mostMisspelt) misspelt.push(closest(key, known));
        continue;
      }
      const read = field.shape(value, report);
      if (read !== undefined) values[key] = read;
    }
    const absent = Object.entries(fields).filter(([key, field]) => field.required && !Object.hasOwn(values, key));
    for (const [key, { recovery }] of absent) {
      const isThere = node.entries.some((entry) => entry.key === key) || misspelt.includes(key);
      if (!isThere) reportMissing(recovery?.missing, { key, where }, firstKey(node), report);
      if (recovery !== undefined) values[key] = recovery.otherwise;
    }
    // Every required field was read by its own shape, or recovered.
    return absent.every(([, { recovery }]) => recovery !== undefined) ? (values as RecordOf<F>) : undefined;
  };
  return shape(read, () => recordSchema(fields));
}

function reportMissing(
  own: Recovery<unknown>['missing'],
  missing: { readonly key: string; readonly where: string },
  span: Span,
  report: Report,
): void {
  if (own === undefined) report('spec/missing-key', span, missing);
  else report(own, span);
}

function recordSchema(fields: Fields): Fragment {
  const entries = Object.entries(fields);
  const asked = entries.filter(([, field]) => field.asked).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([key, field]) => [key, withDescription(field.description, field.shape.schema())]),
    ),
    ...(asked.length > 0 && { required: asked }),
    additionalProperties: false,
  };
}

/** Which names a dictionary takes. */
export interface NameRule {
  /** Whether the name is fine; reports why not. */
  check(entry: YamlEntry, report: Report): boolean;
  readonly schema: () => Fragment;
  /** What an entry is and how it is named, for editors. */
  readonly description: string;
}

/** A map from names that the author chooses, in order. Entries that can't be read are left out. */
export function dictionary<T>(names: NameRule, value: Shape<T>, least = 0): Shape<readonly NamedEntry<T>[]> {
  return shape(
    (node, report) => {
      if (node.kind !== 'map') return wrongType(node, 'a map', report);
      if (node.entries.length < least) report('spec/too-few', node.span, { least });
      const entries: NamedEntry<T>[] = [];
      for (const entry of node.entries) {
        const fine = names.check(entry, report);
        const read = value(entry.value, report);
        if (fine && read !== undefined) {
          entries.push({ name: entry.key, nameSpan: entry.keySpan, value: read, span: entry.value.span });
        }
      }
      return entries;
    },
    () => ({
      type: 'object',
      propertyNames: names.schema(),
      additionalProperties: withDescription(names.description, value.schema()),
      ...(least > 0 && { minProperties: least }),
    }),
  );
}

/** A rule for names that a later step reports: what they name, their form, and the words that explain it. */
export interface LateNameRule extends NameRule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly rule: string;
}

/** A rule for the names of a dictionary: a pattern and the words that explain it. */
export function named(what: string, pattern: RegExp, rule: string): NameRule {
  return {
    ...namedLater(what, pattern, rule),
    check({ key, keySpan }, report) {
      if (pattern.test(key)) return true;
      report('spec/bad-name', keySpan, { name: key.slice(0, 80), what, rule });
      return false;
    },
  };
}

/** The same where a later step reports the names by `pattern`, so that what they name is still read. */
export function namedLater(what: string, pattern: RegExp, rule: string): LateNameRule {
  return {
    pattern,
    what,
    rule,
    check: () => true,
    schema: () => ({ pattern: patternText(pattern), patternErrorMessage: rule }),
    description: `${what.charAt(0).toUpperCase()}${what.slice(1)}, by name. ${rule}`,
  };
}

interface TextRule {
  readonly least?: number;
  readonly most?: number;
  /** What it must look like. Without one, any text that is not blank will do. */
  readonly pattern?: RegExp;
  /** What the pattern asks for, as help: "Write it as 1.2.3." */
  readonly help?: string;
  /** The code of a text that is too short, blank or too long, when it has one of its own. */
  readonly lengthCode?: LengthCode;
  /** Reports a text of another form, when that has a code of its own. */
  readonly refuseForm?: (text: string, span: Span, report: Report) => void;
}

type LengthCode = 'text/title-length' | 'text/description-length' | 'text/status-length' | 'text/plugin-length';

const notBlank = /\S/u;
const blankAdvice = 'Write something that can be read.';

/** A text, its length counted in code points. */
export function text(rule: TextRule = {}): Shape<string> {
  const { least = 1, most, pattern = notBlank, help = '' } = rule;
  const read: Read<string> = (node, report) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return wrongType(node, 'text', report);
    const { value, span } = node;
    const length = [...value].length;
    const isBlank = pattern === notBlank && !notBlank.test(value);
    if (length < least || (most !== undefined && length > most) || (isBlank && least > 0)) {
      refuseLength({ length: isBlank ? 0 : length, isEmpty: length === 0 }, { ...rule, least }, { span, report });
    } else if (pattern.test(value)) return value;
    else if (rule.refuseForm !== undefined) rule.refuseForm(value, span, report);
    else report('spec/bad-text', span, { problem: 'is not of the form needed here', help });
    return undefined;
  };
  const hint = rule.pattern === undefined && most !== undefined ? `At most ${most} characters.` : help;
  return shape(read, () => ({
    type: 'string',
    ...(hint !== '' && { description: hint }),
    ...(least > 0 && { minLength: least }),
    ...(most !== undefined && { maxLength: most }),
    pattern: patternText(pattern),
    // Not of JSON Schema: what editors say in place of the pattern.
    patternErrorMessage: rule.pattern === undefined ? blankAdvice : help,
  }));
}

/** Reports a text that is too short, blank or too long; a blank one counts as without length. */
function refuseLength(
  { length, isEmpty }: { readonly length: number; readonly isEmpty: boolean },
  { least = 1, most, lengthCode }: TextRule,
  { span, report }: { readonly span: Span; readonly report: Report },
): void {
  if (lengthCode !== undefined && most !== undefined) report(lengthCode, span, { length, most });
  else if (length === 0 && !isEmpty) report('spec/bad-text', span, { problem: 'is blank', help: blankAdvice });
  else {
    const short = length === 0 ? 'is empty' : `is shorter than ${least} characters`;
    const help = most === undefined ? 'Write at least one character.' : `Write ${least} to ${most} characters.`;
    const problem = length < least ? short : `has ${length} characters; the limit is ${most}`;
    report('spec/bad-text', span, { problem, help });
  }
}

/** A whole number within bounds. */
export function integer(least: number, most: number): Shape<number> {
  return shape(
    (node, report) => {
      if (node.kind !== 'scalar' || typeof node.value !== 'number') return wrongType(node, 'a whole number', report);
      if (Number.isInteger(node.value) && node.value >= least && node.value <= most) return node.value;
      report('spec/out-of-range', node.span, { problem: `is not a whole number from ${least} to ${most}` });
      return undefined;
    },
    () => ({
      type: 'integer',
      ...(most < Number.MAX_SAFE_INTEGER && { description: `From ${least} to ${most}.` }),
      minimum: least,
      maximum: most,
    }),
  );
}

/** True or false. */
export const flag: Shape<boolean> = shape(
  (node, report) =>
    node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : wrongType(node, 'true or false', report),
  () => ({ type: 'boolean' }),
);

/** One of a closed set of words. */
export function choice<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return shape(
    (node, report) => {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return wrongType(node, words.join(' or '), report);
      const found = words.find((word) => word === node.value);
      if (found === undefined)
        report('spec/unknown-value', node.span, { value: node.value.slice(0, 80), known: words });
      return found;
    },
    () => ({ type: 'string', enum: [...words] }),
  );
}

/** A list, each item at its place; a value that is listed twice is reported. */
export function list<T extends Json>(item: Shape<T>, least = 0): Shape<readonly Located<T>[]> {
  return shape(
    (node, report) => {
      const all = items(item, least)(node, report);
      const seen = new Set<string>();
      return all?.filter(({ value, span }) => {
        const key = canonical(value);
        if (seen.has(key)) {
          report('spec/repeated-item', span, {
            item: typeof value === 'string' ? value : JSON.stringify(value).slice(0, 80),
          });
          return false;
        }
        seen.add(key);
        return true;
      });
    },
    () => ({ ...items(item, least).schema(), uniqueItems: true }),
  );
}

/** A list in which an item may come again. */
export function items<T>(item: Shape<T>, least = 0): Shape<readonly Located<T>[]> {
  return shape(
    (node, report) => {
      if (node.kind !== 'list') return wrongType(node, 'a list', report);
      if (node.items.length < least) report('spec/too-few', node.span, { least });
      return node.items.flatMap((found) => {
        const value = item(found, report);
        return value === undefined ? [] : [{ value, span: found.span }];
      });
    },
    () => ({ type: 'array', items: item.schema(), ...(least > 0 && { minItems: least }) }),
  );
}

/** Keeps the place a value was read from. */
export function located<T>(inner: Shape<T>): Shape<Located<T>> {
  return shape((node, report) => {
    const value = inner(node, report);
    return value === undefined ? undefined : { value, span: node.span };
  }, inner.schema);
}

/** The first shape if the node is this very word, else the second. */
export function wordOr<const Word extends string, T>(word: Word, other: Shape<T>): Shape<Word | T> {
  return shape<Word | T>(
    (node, report) => (node.kind === 'scalar' && node.value === word ? word : other(node, report)),
    () => ({ anyOf: [{ const: word }, other.schema()] }),
  );
}

/** The node itself, for what a later step reads; `schema` says what that step takes. */
export const node = (schema: () => Fragment): Shape<YamlNode> => shape((found) => found, schema);

/** Any JSON value. */
export const json: Shape<Json> = shape(
  (found) => toJson(found),
  () => ({}),
);

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
