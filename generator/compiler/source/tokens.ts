import type { CST } from 'yaml';
import { loadYaml } from './load-yaml.js';

/** What keeps a text from being read to its end, and where. */
export interface Refusal {
  readonly refused: 'levels' | 'tokens' | 'lines' | 'characters in one value';
  readonly offset: number;
}

/** What is read of one text. */
export interface TokenLimits {
  /** Nesting of collections. */
  readonly levels: number;
  /** Words, marks, spaces and line ends of YAML's grammar. */
  readonly tokens: number;
  /** A text of many lines is one token, but it is folded line by line. */
  readonly lines: number;
  readonly 'characters in one value': number;
}

const inOneValue = 'characters in one value';

/**
 * The top-level tokens of a YAML text, read no further than the limits: memory and time are bounded by them,
 * whatever the text. Nesting is measured while reading, since composing it first could end the process.
 */
export function readTokens(text: string, limits: TokenLimits): readonly CST.Token[] | Refusal {
  const line = startOfLine(text, limits.lines);
  if (line !== undefined) return { refused: 'lines', offset: line };
  const { Lexer, Parser } = loadYaml();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let left = limits.tokens;
  for (const lexeme of new Lexer().lex(text)) {
    if (left === 0) return { refused: 'tokens', offset: parser.offset };
    left -= 1;
    if (lexeme.length > limits[inOneValue] && !lexeme.startsWith('#')) {
      return { refused: inOneValue, offset: parser.offset };
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    const deep = tooDeep(parser.stack, limits.levels);
    if (deep !== undefined) return { refused: 'levels', offset: deep.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** The first open collection of `stack` that lies deeper than `most` levels. */
function tooDeep(stack: readonly CST.Token[], most: number): CST.Token | undefined {
  return stack.length > most ? stack.filter(isCollection)[most] : undefined;
}

function isCollection(token: CST.Token): boolean {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}

/** Where the line after the first `count` lines starts, if there is text that far. */
export function startOfLine(text: string, count: number): number | undefined {
  let start = 0;
  for (let line = 0; line < count; line++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  return start < text.length ? start : undefined;
}
