import type { Node, Pair, Scalar } from 'yaml';
import type { Report, Span } from '../diagnostics/diagnostic.js';
import { findInvisible } from './characters.js';
import { loadYaml } from './load-yaml.js';
import type { YamlEntry, YamlNode } from './source.js';

/** YAML's own bound for keys without a question mark; here it holds for all. */
const longestKey = 1024;
/** A text with more mistakes of YAML than this is not looked at further: they rarely are mistakes of a person. */
const mostProblems = 100;

/**
 * Turns the library's nodes into located nodes, and reports every feature of YAML that is not part of the language.
 * Returns undefined when there are too many such findings to go on with.
 */
export function convert(contents: Node | null, text: string, report: Report): YamlNode | undefined {
  let problems = 0;
  const bounded: Report = (code, span, ...args) => {
    problems += 1;
    if (problems <= mostProblems) report(code, span, ...args);
  };
  const root = new Converter(text, bounded).convert(contents, { start: 0, end: 0 });
  return problems > mostProblems ? undefined : root;
}

class Converter {
  readonly #yaml = loadYaml();
  readonly #text: string;
  readonly #report: Report;

  constructor(text: string, report: Report) {
    this.#text = text;
    this.#report = report;
  }

  /** `fallback` locates an empty value, which has no text of its own. */
  convert(node: Node | null, fallback: Span): YamlNode {
    if (node === null) return { kind: 'scalar', span: fallback, value: null };
    const span = spanOf(node, fallback);
    this.#refuseExtras(node, span);
    if (this.#yaml.isMap<Node, Node | null>(node)) return { kind: 'map', span, entries: this.#entries(node.items) };
    if (this.#yaml.isSeq<Node | null>(node)) {
      return { kind: 'list', span, items: node.items.map((item) => this.convert(item, span)) };
    }
    return { kind: 'scalar', span, value: this.#yaml.isScalar(node) ? this.#scalar(node, span) : null };
  }

  #refuseExtras(node: Node, span: Span): void {
    if (this.#yaml.isAlias(node)) this.#report('yaml/alias', span);
    else if (node.anchor !== undefined) this.#report('yaml/anchor', span);
    else if (node.tag !== undefined) this.#report('yaml/tag', span);
  }

  #entries(pairs: readonly Pair<Node, Node | null>[]): YamlEntry[] {
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    for (const pair of pairs) {
      const keySpan = spanOf(pair.key, { start: 0, end: 0 });
      const key = this.#key(pair.key, keySpan);
      const value = this.convert(pair.value, keySpan);
      if (key === undefined) continue;
      if (seen.has(key)) this.#report('yaml/duplicate-key', keySpan, { key });
      else {
        seen.add(key);
        entries.push({ key, keySpan, value });
      }
    }
    return entries;
  }

  /** The text of a key, or undefined when it has none that the language takes. */
  #key(node: Node, span: Span): string | undefined {
    this.#refuseExtras(node, span);
    if (this.#yaml.isAlias(node)) return undefined;
    const value = this.#yaml.isScalar(node) ? this.#scalar(node, span) : undefined;
    if (typeof value !== 'string') this.#report('yaml/key-not-text', span);
    else if (value === '<<' && this.#yaml.isScalar(node) && node.type === this.#yaml.Scalar.PLAIN)
      this.#report('yaml/merge-key', span);
    else if (value.length > longestKey) {
      this.#report('yaml/syntax', span, { problem: `A key has at most ${longestKey} characters` });
    } else return value;
    return undefined;
  }

  #scalar({ value, type, source }: Scalar, span: Span): string | number | boolean | null {
    if (typeof value === 'string') {
      // The source text was searched already; an escape can still bring such a character in.
      const found = type === this.#yaml.Scalar.QUOTE_DOUBLE ? findInvisible(value) : undefined;
      if (found !== undefined && findInvisible(this.#text.slice(span.start, span.end)) === undefined) {
        this.#report('yaml/control-character', span, { codePoint: found.codePoint });
      }
      return value;
    }
    if (typeof value === 'number') {
      if (hasExactForm(value, source)) return value === 0 ? 0 : value;
      this.#report('yaml/number-out-of-range', span);
      return 0;
    }
    return typeof value === 'boolean' ? value : null;
  }
}

/** Whether JSON can carry the number: finite, an integer only within 2^53, not so small that it became zero. */
export function hasExactForm(value: number, source = ''): boolean {
  if (value === 0) return !/^[^eE]*[1-9]/.test(source);
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function spanOf(node: Node, fallback: Span): Span {
  const range = node.range;
  return range ? { start: range[0], end: Math.max(range[1], range[0]) } : fallback;
}
