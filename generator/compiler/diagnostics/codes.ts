import { didYouMean } from './did-you-mean.js';

interface Text {
  readonly message: string;
  readonly help?: string;
}

/** The texts of one code: what a finding says and what it advises, from typed arguments. */
interface Message<Args> {
  readonly severity: 'error' | 'warning';
  write(args: Args): Text;
}

const text = (message: string, help?: string): Text => (help === undefined ? { message } : { message, help });

const error = <Args>(write: (args: Args) => Text): Message<Args> => ({ severity: 'error', write });

const fixed = (message: string, help?: string): Message<Record<string, never>> =>
  error<Record<string, never>>(() => text(message, help));

const table = {
  'yaml/too-large': error((a: { bytes: number; most: number }) =>
    text(`The spec has ${a.bytes} bytes; at most ${a.most} are read.`, 'Split the service into several specs.'),
  ),
  'yaml/not-utf8': fixed('The file is not UTF-8 text.', 'Save it as UTF-8 without a byte order mark.'),
  'yaml/too-deep': error((a: { most: number }) => text(`Nesting goes deeper than ${a.most} levels.`)),
  'yaml/syntax': error((a: { problem: string }) => text(`YAML: ${a.problem}.`)),
  'yaml/several-documents': fixed('A spec is one YAML document.', "Remove the second '---' and what follows."),
  'yaml/tab': fixed('A tab character.', 'Indent and separate with spaces.'),
  'yaml/control-character': error((a: { codePoint: string }) =>
    text(`The invisible character ${a.codePoint} is not allowed.`, 'Delete it; it can hide text from readers.'),
  ),
  'yaml/anchor': fixed('Anchors are not part of the language.', "Put shared shapes under 'schemas' and use $ref."),
  'yaml/alias': fixed('Aliases are not part of the language.', "Put shared shapes under 'schemas' and use $ref."),
  'yaml/merge-key': fixed('Merge keys (<<) are not part of the language.', 'Write the keys out.'),
  'yaml/tag': fixed('YAML tags are not part of the language.', 'Remove the tag; quote the value to make it text.'),
  'yaml/duplicate-key': error((a: { key: string }) =>
    text(`The key '${a.key}' appears twice here.`, 'Keep one of them.'),
  ),
  'yaml/key-not-text': fixed('A key must be text.', 'Put the key in quotes.'),
  'yaml/number-out-of-range': fixed(
    'This number has no exact JSON form.',
    'Use a finite number; integers lie within plus or minus 2^53.',
  ),

  'spec/unknown-key': error((a: { key: string; where: string; known: readonly string[] }) =>
    text(`Unknown key '${a.key}' in ${a.where}.`, didYouMean(a.key, a.known)),
  ),
  'spec/missing-key': error((a: { key: string; where: string }) =>
    text(`The key '${a.key}' is missing in ${a.where}.`, `Add '${a.key}:'.`),
  ),
  'spec/wrong-type': error((a: { want: string; got: string }) => text(`This must be ${a.want}, not ${a.got}.`)),
  'spec/unknown-value': error((a: { value: string; known: readonly string[] }) =>
    text(`'${a.value}' is not one of the values allowed here.`, didYouMean(a.value, a.known)),
  ),
  'spec/bad-text': error((a: { problem: string; help: string }) => text(`This text ${a.problem}.`, a.help)),
  'spec/out-of-range': error((a: { problem: string }) => text(`This number ${a.problem}.`)),
  'spec/too-few': error((a: { least: number }) => text(`At least ${a.least} needed here.`)),
  'spec/repeated-item': error((a: { item: string }) => text(`'${a.item}' is listed twice.`, 'Remove one.')),
  'spec/bad-name': error((a: { name: string; what: string; rule: string }) =>
    text(`'${a.name}' is not a name for ${a.what}.`, a.rule),
  ),
  'spec/language-version': error((a: { got: string }) =>
    text(`Language version ${a.got} is not known.`, "This diglot reads 'diglot: 1'."),
  ),

  'tool/reserved-name': error((a: { name: string; why: string }) =>
    text(`A tool can't be called '${a.name}': ${a.why}.`, 'Choose another name, such as one with a verb and a noun.'),
  ),
  'tool/name-collision': error((a: { name: string; other: string }) =>
    text(
      `'${a.name}' and '${a.other}' become the same name in code or on disk.`,
      'Make them differ in more than case and underscores.',
    ),
  ),
  'tool/unknown-error': error((a: { name: string; known: readonly string[] }) =>
    text(`The error '${a.name}' is not declared.`, didYouMean(a.name, a.known) ?? "Declare it under 'errors'."),
  ),
  'tool/unknown-scope': error((a: { name: string; known: readonly string[] }) =>
    text(
      `The scope '${a.name}' is not declared.`,
      didYouMean(a.name, a.known) ?? "Declare it under 'auth.oauth2.scopes'.",
    ),
  ),
  'tool/unknown-property': error((a: { name: string; known: readonly string[] }) =>
    text(`The input has no property '${a.name}'.`, didYouMean(a.name, a.known)),
  ),
  'tool/unknown-replacement': error((a: { name: string; known: readonly string[] }) =>
    text(`There is no tool '${a.name}'.`, didYouMean(a.name, a.known)),
  ),
  'tool/example-needs-one': fixed("An example has an input, and either an 'output' or an 'error'."),
  'auth/unknown-placeholder': error((a: { name: string; known: readonly string[] }) =>
    text(`No variable fills '{${a.name}}'.`, didYouMean(a.name, a.known) ?? "Map it under 'auth.oauth2.variables'."),
  ),

  'schema/unsupported-keyword': error((a: { keyword: string; instead: string }) =>
    text(`The keyword '${a.keyword}' is outside the portable subset.`, a.instead),
  ),
  'schema/misplaced-keyword': error((a: { keyword: string; type: string }) =>
    text(`'${a.keyword}' says nothing about ${a.type}.`, 'Remove it, or correct the type.'),
  ),
  'schema/missing-type': fixed(
    "Every schema says its 'type'.",
    "Add 'type:', or use $ref, enum, const, oneOf, anyOf or allOf.",
  ),
  'schema/bad-type': fixed(
    "'type' is one JSON type, or a list of one type and 'null'.",
    "Write for example 'type: string' or \"type: [string, 'null']\".",
  ),
  'schema/bad-reference': error((a: { ref: string }) =>
    text(`'${a.ref}' is not a reference diglot follows.`, "Write '#/schemas/<Name>'."),
  ),
  'schema/dangling-reference': error((a: { name: string; known: readonly string[] }) =>
    text(`There is no schema '${a.name}'.`, didYouMean(a.name, a.known) ?? "Declare it under 'schemas'."),
  ),
  'schema/cycle': error((a: { path: readonly string[] }) =>
    text(
      `These schemas refer to each other in a circle: ${a.path.join(' -> ')}.`,
      'No client can read it; cut the circle.',
    ),
  ),
  'schema/too-large': error((a: { most: number; what: string }) =>
    text(
      `With its references written out this schema has more than ${a.most} ${a.what}.`,
      'Refer to fewer shared schemas.',
    ),
  ),
  'schema/reserved-name': error((a: { name: string }) =>
    text(
      `The schema name '${a.name}' is taken: the documents, or JavaScript, use it themselves.`,
      'Choose another name.',
    ),
  ),
  'schema/root-not-object': error((a: { which: string }) =>
    text(`The ${a.which}'s root must be an object.`, "Write 'type: object' and put the value under a property."),
  ),
  'schema/items-missing': fixed("An array says what its 'items' are.", "Add 'items:' with a schema."),
  'schema/bad-property-name': error((a: { name: string }) =>
    text(
      `'${a.name}' can't be a property name.`,
      'Use 1 to 64 letters, digits, _, . or -; not __proto__, constructor or prototype.',
    ),
  ),
  'schema/required-undeclared': error((a: { name: string; known: readonly string[] }) =>
    text(`'${a.name}' is required but not among the properties.`, didYouMean(a.name, a.known)),
  ),
  'schema/bad-pattern': error((a: { problem: string }) =>
    text(`This is not a regular expression: ${a.problem}.`, 'Patterns are ECMA-262 with the u flag.'),
  ),
  'schema/bad-bounds': error((a: { low: string; high: string }) => text(`'${a.low}' lies above '${a.high}'.`)),
  'schema/unmergeable': error((a: { problem: string }) =>
    text(`These allOf members can't be merged: ${a.problem}.`, 'Write the object out, without allOf.'),
  ),
} as const;

/** Every code there is. */
export type DiagnosticCode = keyof typeof table;

/** What the texts of each code need. */
export type DiagnosticArguments = {
  readonly [Code in DiagnosticCode]: Parameters<(typeof table)[Code]['write']>[0];
};

/** The table of codes. The arguments of a code are checked where it is reported, see `Report`. */
export const messages: { readonly [Code in DiagnosticCode]: Message<unknown> } = table as {
  readonly [Code in DiagnosticCode]: Message<never>;
};
