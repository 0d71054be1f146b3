/** What an import could not carry over, what it changed, and what a person should look at. */

/** Each code: what it means, and what the import does instead. */
export const lossCodes = {
  'tool/left-out': ['An operation that no tool can stand for.', 'It has no tool.'],
  'tool/renamed': ['A name that the language does not take.', 'The tool has another name.'],
  'tool/mcp-only': [
    'More tools than ChatGPT imports.',
    'The tool is served to MCP clients alone (`expose: [mcp]`). Choose others with --only or --tag.',
  ],
  'tool/unverified': ['A tool that the compiler refuses for a reason the import does not know.', 'It has no tool.'],
  'text/made-up': ['No title, or no description.', 'One is made of the name, the method and the path.'],
  'text/cut': ['A text that is longer than clients take.', 'It ends at a word, with "...".'],
  'text/cleaned': [
    'Markup, addresses or characters that people do not see, in a text that models read.',
    'They are taken out.',
  ],
  'reference/external': [
    'A $ref into another document.',
    'It is not fetched: any value is taken. Bundle the document first.',
  ],
  'reference/dangling': ['A $ref to nothing.', 'Any value is taken.'],
  'schema/cycle-cut': ['A schema that contains itself.', 'The inner one takes anything of its kind.'],
  'schema/cut': [
    'A schema that is too large or too deep for a model to read.',
    'What lies deeper takes anything of its kind.',
  ],
  'schema/any': ['A schema that does not say its type.', 'Any value is taken.'],
  'schema/keyword-dropped': [
    'A keyword outside the portable subset, or one that contradicts another.',
    'It is not checked here; the original still may.',
  ],
  'schema/format-dropped': ['A format that is not checked on every surface.', 'The text is taken as it is.'],
  'schema/pattern-dropped': [
    'A pattern that is no safe regular expression.',
    'It is not checked here; the original still may.',
  ],
  'schema/values-dropped': ['Listed values that do not fit the type beside them.', 'They are not listed.'],
  'schema/property-dropped': [
    'A property whose name clients can not send.',
    'The object is open, but the property is not described.',
  ],
  'schema/union-merged': [
    'A union where the language wants one object.',
    'One object with the properties of all; required is what all require.',
  ],
  'schema/union-loosened': ['oneOf, whose members may meet once lowered.', 'anyOf.'],
  'schema/all-of-loosened': [
    'An allOf whose members contradict each other, or are closed.',
    'The last says what a property is; the object is open.',
  ],
  'input/renamed': [
    'Arguments of one name, or with a name clients can not send.',
    'One has another name here; the handler sends it under its own.',
  ],
  'input/left-out': [
    'A parameter that is not for callers to set.',
    'It is not sent. What signs requests comes from the environment.',
  ],
  'input/encoding': ['A body or parameter in a form that is not JSON.', 'It is taken as text.'],
  'output/loosened': [
    'Formats, patterns, bounds, listed values or required properties of a result.',
    'They are not checked: the answer of an API that grows would be refused.',
  ],
  'output/wrapped': ['A result that is no object.', "It is the property 'result' of one."],
  'output/unknown': ['A result without a schema.', 'Its JSON is passed on as text.'],
  'mcp/not-tools': ['Resources, prompts or tasks of an MCP server.', 'Its tools alone are imported.'],
  'auth/unsupported': [
    'A way to sign in that needs more than a fixed value.',
    'Put a ready value into the variable named in handlers/app.ts.',
  ],
  'review/effect': ['An effect that was guessed.', 'A comment in the spec says from what. Look at each.'],
  'review/secret': [
    'A property that looks like a secret.',
    'It is kept, with an `allow` that says it was not reviewed. Look at each.',
  ],
} as const satisfies Record<string, readonly [what: string, instead: string]>;

export type LossCode = keyof typeof lossCodes;

/** One loss: `at` is a JSON Pointer into the source, `what` what stands there. */
export interface Loss {
  readonly code: LossCode;
  readonly at: string;
  readonly what: string;
}

/** Records a loss. */
export type Lose = (code: LossCode, at: string, what?: string) => void;

const mostShown = 80;

/** An empty list of losses and the function that adds to it: one of each code per place. */
export function createLosses(): { readonly lose: Lose; all(): readonly Loss[] } {
  const found = new Map<string, Loss>();
  return {
    lose(code, at, what = '') {
      const key = `${code} ${at}`;
      const shown = [...what.slice(0, mostShown * 2).replace(/[\p{C}\s]+/gu, ' ')];
      const cut = shown.length > mostShown ? [...shown.slice(0, mostShown), '...'] : shown;
      if (!found.has(key)) found.set(key, { code, at, what: cut.join('') });
    },
    all: () => [...found.values()],
  };
}

/** How often each code occurs, in the order of the table. */
export function countLosses(losses: readonly Loss[]): readonly (readonly [LossCode, number])[] {
  const counts = new Map<LossCode, number>();
  for (const { code } of losses) counts.set(code, (counts.get(code) ?? 0) + 1);
  // Object.keys of a literal: its own codes.
  return (Object.keys(lossCodes) as LossCode[]).flatMap((code) => {
    const count = counts.get(code);
    return count === undefined ? [] : [[code, count] as const];
  });
}
