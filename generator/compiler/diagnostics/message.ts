/** Whom a rule keeps from breaking, besides diglot itself. */
export type Client = 'ChatGPT' | 'Claude' | 'Entra';

/** What a finding says and what it advises. */
export interface Text {
  readonly message: string;
  /** What to write instead. */
  readonly help: string;
}

/** What `diglot explain` and the documentation say about a code. */
export interface Page {
  /** What was found, in one sentence. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** What to write instead; also the help of a finding that has none of its own. */
  readonly fix: string;
  readonly protects?: readonly Client[];
}

/** One code: its page, how severe it is, and how its findings are worded from typed arguments. */
export interface Message<Args> extends Page {
  readonly severity: 'error' | 'warning';
  /** Whether a spec may accept it with `allow`. The language's own errors can't be accepted. */
  readonly allowable: boolean;
  write(args: Args): Text;
}

/** No arguments: the finding says what the page's summary says. */
type None = Record<string, never>;

type Write<Args> = (args: Args) => string | Text;

function message<Args>(
  kind: Pick<Message<Args>, 'severity' | 'allowable'>,
  page: Page,
  write?: Write<Args>,
): Message<Args> {
  return {
    ...page,
    ...kind,
    write(args) {
      const text = write?.(args) ?? page.summary;
      return typeof text === 'string' ? { message: text, help: page.fix } : text;
    },
  };
}

/** An error of the language: without it mended there is no model to go on with. */
export const languageError = <Args = None>(page: Page, write?: Write<Args>): Message<Args> =>
  message({ severity: 'error', allowable: false }, page, write);

/** An error because a client would break; a spec may accept it with a reason. */
export const clientError = <Args = None>(page: Page, write?: Write<Args>): Message<Args> =>
  message({ severity: 'error', allowable: true }, page, write);

/** Something that works, but seldom as its author wants. */
export const warning = <Args = None>(page: Page, write?: Write<Args>): Message<Args> =>
  message({ severity: 'warning', allowable: true }, page, write);

/** Advice that a finding may have of its own, with the page's as the other. */
export const textOr = (message: string, own: string | undefined, otherwise: string): Text => ({
  message,
  help: own ?? otherwise,
});
