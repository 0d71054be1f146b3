import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, Parser } from 'yaml';
import type { Report, Span } from '../diagnostics/diagnostic.js';
import { checkCharacters, findInvisible } from './characters.js';
import { tooDeepAt } from './depth.js';
import type { Source, YamlEntry, YamlNode } from './source.js';

const mostBytes = 16 * 1024 * 1024;
const mostLevels = 64;

/**
 * Parses one YAML 1.2 document into located nodes.
 * Whatever is wrong with the text is reported; returns undefined when there is nothing to go on with.
 */
export function parse(source: Source, report: Report): YamlNode | undefined {
  const { text } = source;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > mostBytes) {
    report('yaml/too-large', { start: 0, end: 0 }, { bytes, most: mostBytes });
    return undefined;
  }
  checkCharacters(text, report);
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeepAt(tokens, mostLevels);
  if (deep !== undefined) {
    report('yaml/too-deep', { start: deep, end: deep + 1 }, { most: mostLevels });
    return undefined;
  }
  return convertDocument(compose(tokens), text, report);
}

function compose(tokens: readonly CST.Token[]): Document.Parsed[] {
  const composer = new Composer({ version: '1.2', strict: true, uniqueKeys: false, merge: false, prettyErrors: false });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true)) documents.push(document);
  return documents;
}

function convertDocument(documents: readonly Document.Parsed[], text: string, report: Report): YamlNode | undefined {
  const [first, second] = documents;
  if (first === undefined) return undefined;
  // The parser's later errors follow from its first.
  for (const error of first.errors.slice(0, 1)) {
    report('yaml/syntax', { start: error.pos[0], end: error.pos[1] }, { problem: sentence(error.message) });
  }
  if (second !== undefined) report('yaml/several-documents', { start: second.range[0], end: second.range[0] + 3 });
  if (first.errors.length > 0) return undefined;
  return new Converter(text, report).convert(first.contents, { start: 0, end: 0 });
}

/** The library's text without its final stop and without its position, which the frame shows. */
function sentence(message: string): string {
  return message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '').replace(/\.$/, '');
}

class Converter {
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
    if (isAlias(node)) {
      this.#report('yaml/alias', span);
      return { kind: 'scalar', span, value: null };
    }
    if (node.anchor !== undefined) this.#report('yaml/anchor', span);
    if (node.tag !== undefined) this.#report('yaml/tag', span);
    if (isMap<Node, Node | null>(node)) return { kind: 'map', span, entries: this.#entries(node.items) };
    if (isSeq<Node | null>(node)) {
      return { kind: 'list', span, items: node.items.map((item) => this.convert(item, span)) };
    }
    return { kind: 'scalar', span, value: isScalar(node) ? this.#scalar(node.value, span) : null };
  }

  #entries(pairs: readonly Pair<Node, Node | null>[]): YamlEntry[] {
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    for (const pair of pairs) {
      const keySpan = spanOf(pair.key, { start: 0, end: 0 });
      const key = isAlias(pair.key) ? undefined : isScalar(pair.key) ? pair.key.value : undefined;
      if (isAlias(pair.key)) this.#report('yaml/alias', keySpan);
      else if (pair.key.anchor !== undefined) this.#report('yaml/anchor', keySpan);
      const value = this.convert(pair.value, keySpan);
      if (typeof key !== 'string') {
        if (!isAlias(pair.key)) this.#report('yaml/key-not-text', keySpan);
      } else if (key === '<<') this.#report('yaml/merge-key', keySpan);
      else if (seen.has(key)) this.#report('yaml/duplicate-key', keySpan, { key });
      else {
        this.#scalar(key, keySpan);
        seen.add(key);
        entries.push({ key, keySpan, value });
      }
    }
    return entries;
  }

  #scalar(value: unknown, span: Span): string | number | boolean | null {
    if (typeof value === 'string') {
      // The source text was searched already; an escape can still bring such a character in.
      const found = findInvisible(value);
      if (found !== undefined && findInvisible(this.#text.slice(span.start, span.end)) === undefined) {
        this.#report('yaml/control-character', span, { codePoint: found.codePoint });
      }
      return value;
    }
    if (typeof value === 'number') {
      const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
      if (!exact) this.#report('yaml/number-out-of-range', span);
      return exact ? value : 0;
    }
    return typeof value === 'boolean' ? value : null;
  }
}

function spanOf(node: Node, fallback: Span): Span {
  const range = node.range;
  return range ? { start: range[0], end: Math.max(range[1], range[0]) } : fallback;
}
