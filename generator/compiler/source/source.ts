import type { Span } from '../diagnostics/diagnostic.js';

/** A spec's text and the path people know it by. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A YAML value that knows where it came from. Keys keep their order, whatever they look like. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
}

/** The value under `key`, if the node is a map that has it. */
export function entryOf(node: YamlNode, key: string): YamlEntry | undefined {
  return node.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** What a node is, in a reader's words. */
export function describe(node: YamlNode): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'number' ? 'a number' : 'true or false';
}

/** The node at the end of a path of keys, if it is there. */
export function nodeAt(node: YamlNode, path: readonly string[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((found, key) => found && entryOf(found, key)?.value, node);
}

/** Where the value at the end of a path of keys stands; where the path breaks off, the key above it. */
export function spanAt(node: YamlNode, path: readonly string[], fallback: Span): Span {
  const found = nodeAt(node, path);
  if (found !== undefined) return found.kind === 'scalar' ? found.span : keySpanAt(node, path, fallback);
  return path.length === 0 ? fallback : keySpanAt(node, path.slice(0, -1), fallback);
}

/** Where the last key of a path of keys stands. */
export function keySpanAt(node: YamlNode, path: readonly string[], fallback: Span): Span {
  const last = path.at(-1);
  const parent = nodeAt(node, path.slice(0, -1));
  const entry = last === undefined || parent === undefined ? undefined : entryOf(parent, last);
  if (entry !== undefined) return entry.keySpan;
  return path.length === 0 ? fallback : keySpanAt(node, path.slice(0, -1), fallback);
}

/** The place to show what a map lacks: its first key. */
export function firstKey(node: YamlNode): Span {
  return (node.kind === 'map' ? node.entries[0]?.keySpan : undefined) ?? node.span;
}
