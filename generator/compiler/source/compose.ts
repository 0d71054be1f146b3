import type { CST, Document } from 'yaml';
import { visible } from './characters.js';
import { loadYaml } from './load-yaml.js';

/** The first mistake in the grammar: where, and what in a sentence without its stop. */
export interface SyntaxProblem {
  readonly start: number;
  readonly end: number;
  readonly problem: string;
}

/** Ends composing. */
class Stop extends Error {}

/**
 * Composes the first document of `tokens`, or tells the first thing wrong with it; undefined when there is none.
 * The library's later errors follow from its first, and a text can hold millions of them.
 */
export function composeFirst(tokens: readonly CST.Token[]): Document.Parsed | SyntaxProblem | undefined {
  let first: SyntaxProblem | undefined;
  const stopAtFirst = (place: Place, _code: string, message: string, warning?: boolean) => {
    if (warning === true) return;
    // The library hands a stop on its way out to this handler again.
    first ??= { ...extent(place), problem: sentence(message) };
    throw new Stop();
  };
  const { Composer } = loadYaml();
  const composer = new Composer({ version: '1.2', strict: true, uniqueKeys: false, merge: false, prettyErrors: false });
  // The library has no option for it, and its own handler builds an error object with a stack for each.
  Object.assign(composer, { onError: stopAtFirst });
  try {
    const [document] = composer.compose(relevant(tokens, stopAtFirst));
    return document;
  } catch (error) {
    if (error instanceof Stop && first !== undefined) return first;
    throw error;
  }
}

/** The tokens up to a second document, without comments, blank lines and directives. */
function* relevant(
  tokens: readonly CST.Token[],
  stop: (place: Place, code: string, message: string) => void,
): Generator<CST.Token> {
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'error') stop(token, '', token.message);
    if (token.type === 'document') documents += 1;
    if (documents > 1) return;
    if (token.type === 'document' || token.type === 'doc-end') yield token;
  }
}

type Place = number | readonly number[] | { readonly offset: number; readonly source?: string };

function extent(place: Place): { readonly start: number; readonly end: number } {
  if (typeof place === 'number') return { start: place, end: place + 1 };
  if ('offset' in place) return { start: place.offset, end: place.offset + (place.source?.length ?? 1) };
  const [start = 0, end = start + 1] = place;
  return { start, end };
}

const longestSentence = 160;

/** The library's text on one line, bounded, without its final stop and without what a terminal would obey. */
function sentence(message: string): string {
  const line = visible(message.slice(0, longestSentence)).replace(/\s+/g, ' ').trim();
  return message.length > longestSentence ? `${line}...` : line.replace(/\.$/, '');
}
