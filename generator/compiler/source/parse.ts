import type { CST } from 'yaml';
import type { Report, Span } from '../diagnostics/diagnostic.js';
import { checkCharacters } from './characters.js';
import { composeFirst } from './compose.js';
import { convert } from './convert.js';
import { readPlain } from './plain/read-plain.js';
import type { Source, YamlNode } from './source.js';
import { type Refusal, readTokens } from './tokens.js';

/** The largest spec that is read, in bytes of UTF-8. */
export const mostBytes = 16 * 1024 * 1024;
const limits = { levels: 64, tokens: 2_000_000, lines: 400_000, 'characters in one value': 1_000_000 };

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
  const plain = readPlain(text, limits);
  if (plain !== undefined) return plain;
  const tokens = readTokens(text, limits);
  if ('refused' in tokens) {
    reportRefusal(tokens, report);
    return undefined;
  }
  checkStream(tokens, text, report);
  const document = composeFirst(tokens);
  if (document === undefined) return { kind: 'scalar', span: { start: 0, end: 0 }, value: null };
  if ('problem' in document) {
    const { start, end, problem } = document;
    report('yaml/syntax', within(text, start, end), { problem });
    return undefined;
  }
  return convert(document.contents, text, report);
}

function reportRefusal({ refused, offset }: Refusal, report: Report): void {
  const span = { start: offset, end: offset + 1 };
  if (refused === 'levels') report('yaml/too-deep', span, { most: limits.levels });
  else report('yaml/too-many', span, { most: limits[refused], what: refused });
}

/** Reports what makes the text more than one plain document. */
function checkStream(tokens: readonly CST.Token[], text: string, report: Report): void {
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive !== undefined) {
    const { offset, source } = directive;
    report('yaml/directive', within(text, offset, offset + source.length));
  }
  const second = tokens.filter((token) => token.type === 'document')[1];
  if (second !== undefined) {
    const length = text.startsWith('---', second.offset) ? 3 : 1;
    report('yaml/several-documents', within(text, second.offset, second.offset + length));
  }
}

/** The part of a range that lies in the text: the library points past the end for what is missing there. */
function within(text: string, start: number, end: number): Span {
  const first = Math.min(Math.max(start, 0), text.length);
  return { start: first, end: Math.min(Math.max(end, first), text.length) };
}
