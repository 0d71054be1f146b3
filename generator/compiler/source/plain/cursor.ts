import type { TokenLimits } from '../tokens.js';
import { carriageReturn, lineFeed, numberSign, space } from './codes.js';

/** The text has something that is read by the library. */
export class NotPlain extends Error {}

/** Ends reading. */
export function notPlain(): never {
  throw new NotPlain();
}

/** Begins or ends a document. */
const documentMark = /^(?:---|\.\.\.)(?:\s|$)/;

/** A place in a text, which counts the words, marks, spaces and line ends it passes as the library's lexer does. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Columns before the content of the line that was moved to; -1 at the end of the text. */
  indent = 0;
  /** Columns before the deepest of the comments that stood on lines of their own since the last value; -1 without one. */
  comment = -1;
  /** Behind the line that the last value ended on. */
  lineEnd = 0;
  readonly #limits: TokenLimits;
  /** The first is the start of the document. */
  #tokens = 1;

  constructor(text: string, limits: TokenLimits) {
    this.text = text;
    this.#limits = limits;
  }

  /** Whether the content that was moved to stands at a column. */
  isAt(column: number): boolean {
    return this.indent === column;
  }

  /** The code of the character `ahead` of here; NaN behind the end. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** Passes a token. */
  pass(length: number): void {
    if (length > this.#limits['characters in one value']) notPlain();
    this.at += length;
    this.count(1);
  }

  /** Counts tokens that have no text of their own. */
  count(tokens: number): void {
    this.#tokens += tokens;
    if (this.#tokens > this.#limits.tokens) notPlain();
  }

  /** Passes spaces, which are one token. Returns how many there were. */
  passSpaces(): number {
    let length = 0;
    while (this.code(length) === space) length += 1;
    if (length > 0) this.pass(length);
    return length;
  }

  /** How long the line end here is; 0 where there is none. */
  lineEndLength(): number {
    const code = this.code();
    if (code === lineFeed) return 1;
    return code === carriageReturn && this.code(1) === lineFeed ? 2 : 0;
  }

  /** Passes a line end, if there is one. */
  passLineEnd(): boolean {
    const length = this.lineEndLength();
    if (length > 0) this.pass(length);
    return length > 0;
  }

  /** Passes what may follow a value on its line, up to the next. Returns false where something else follows. */
  passRestOfLine(): boolean {
    const spaces = this.passSpaces();
    if (this.code() === numberSign && spaces > 0) this.#passComment();
    if (!this.passLineEnd() && this.at < this.text.length) return false;
    this.lineEnd = this.at;
    return true;
  }

  #passComment(): void {
    const end = this.text.indexOf('\n', this.at);
    const stop = end < 0 ? this.text.length : end - (this.text.charCodeAt(end - 1) === carriageReturn ? 1 : 0);
    this.at = stop;
    this.count(1);
  }

  /** Moves from the start of a line to the next content, past empty lines and comments. */
  moveToContent(): void {
    for (;;) {
      const spaces = this.passSpaces();
      if (this.code() === numberSign) {
        this.comment = Math.max(this.comment, spaces);
        this.#passComment();
        this.passLineEnd();
      } else if (this.lineEndLength() > 0) {
        // How spaces on an otherwise empty line count for what is around them is not plain.
        if (spaces > 0) notPlain();
        this.passLineEnd();
      } else {
        if (spaces === 0 ? documentMark.test(this.text.slice(this.at, this.at + 4)) : this.at === this.text.length)
          notPlain();
        this.indent = this.at === this.text.length ? -1 : spaces;
        return;
      }
    }
  }
}
