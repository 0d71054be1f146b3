import { didYouMean } from '../did-you-mean.js';
import { languageError, textOr, warning } from '../message.js';

/** The portable subset of JSON Schema. */
export const schemaCodes = {
  'schema/unsupported-keyword': languageError(
    {
      summary: 'A keyword outside the portable subset.',
      why: 'Some client or dialect can not carry it; dropped in silence, the surfaces would accept different values.',
      fix: 'Say it with the keywords of the subset, or check it in the handler.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { keyword: string; instead: string }) =>
      textOr(`The keyword '${a.keyword}' is outside the portable subset.`, a.instead, ''),
  ),
  'schema/misplaced-keyword': languageError(
    {
      summary: 'A keyword that says nothing about values of the type, or that can not stand beside what is there.',
      why: 'JSON Schema ignores it, or the dialects disagree on what the two mean together.',
      fix: 'Remove it, or correct the type.',
    },
    (a: { keyword: string; type: string; combines: boolean }) =>
      a.combines
        ? textOr(`'${a.keyword}' can't stand beside ${a.type}.`, 'Put it into a schema of its own.', '')
        : `'${a.keyword}' says nothing about ${a.type}.`,
  ),
  'schema/missing-type': languageError({
    summary: "Every schema says its 'type'.",
    why: "Without one a schema takes any value, and ChatGPT's importer refuses it.",
    fix: "Add 'type:', or use $ref, enum, const, oneOf, anyOf or allOf.",
    protects: ['ChatGPT'],
  }),
  'schema/bad-type': languageError({
    summary: "'type' is one JSON type, or a list of one type and 'null'.",
    why: 'OpenAPI 3.0 knows one type and nullable; a longer list has no form there.',
    fix: "Write for example 'type: string' or \"type: [string, 'null']\".",
    protects: ['ChatGPT'],
  }),
  'schema/bad-reference': languageError(
    {
      summary: 'A $ref that diglot does not follow.',
      why: 'Remote references and pointers into other places break when documents are split or inlined.',
      fix: "Write '#/schemas/<Name>'.",
    },
    (a: { ref: string }) => `'${a.ref}' is not a reference diglot follows.`,
  ),
  'schema/dangling-reference': languageError(
    {
      summary: 'A $ref to a schema that is not declared.',
      why: "ChatGPT's importer refuses the whole document over one dangling reference.",
      fix: "Declare it under 'schemas'.",
      protects: ['ChatGPT'],
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(`There is no schema '${a.name}'.`, didYouMean(a.name, a.known), "Declare it under 'schemas'."),
  ),
  'schema/cycle': languageError(
    {
      summary: 'Schemas refer to each other in a circle.',
      why: 'MCP schemas are written out without references, and ChatGPT follows none in a circle.',
      fix: 'No client can read it; cut the circle.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { path: readonly string[] }) => `These schemas refer to each other in a circle: ${a.path.join(' -> ')}.`,
  ),
  'schema/too-large': languageError(
    {
      summary: 'With its references written out a schema is too large.',
      why: 'MCP schemas are written out without references; shared shapes in shared shapes multiply.',
      fix: 'Refer to fewer shared schemas.',
      protects: ['Claude'],
    },
    (a: { most: number; what: string }) =>
      `With its references written out this schema has more than ${a.most} ${a.what}.`,
  ),
  'schema/reserved-name': languageError(
    {
      summary: "A schema's name is taken: the documents, or JavaScript, use it themselves.",
      why: 'Two components of one name would overwrite each other.',
      fix: 'Choose another name.',
    },
    (a: { name: string }) => `The schema name '${a.name}' is taken: the documents, or JavaScript, use it themselves.`,
  ),
  'schema/root-not-object': languageError(
    {
      summary: 'The root of an input or output is not an object.',
      why: 'One tool whose root is a union, a list or a nullable object makes Claude drop the whole list, and ChatGPT takes only plain objects as bodies.',
      fix: "Write 'type: object' and put the value under a property.",
      protects: ['Claude', 'ChatGPT'],
    },
    (a: { which: string }) => `The ${a.which}'s root must be an object.`,
  ),
  'schema/properties-missing': languageError({
    summary: "An object says its 'properties', or what its additional ones hold.",
    why: "ChatGPT's importer refuses an object without properties, and a model would have to guess what goes in.",
    fix: "Add 'properties:' (an empty {} when there are none), or 'additionalProperties:' with a schema for a map.",
    protects: ['ChatGPT'],
  }),
  'schema/items-missing': languageError({
    summary: "An array says what its 'items' are.",
    why: "ChatGPT's importer refuses an array without typed items.",
    fix: "Add 'items:' with a schema.",
    protects: ['ChatGPT'],
  }),
  'schema/bad-property-name': languageError(
    {
      summary: 'A name that a property can not have.',
      why: 'Clients send names of these characters only, and the three names excepted reach into JavaScript objects.',
      fix: 'Use 1 to 64 letters, digits, _, . or -; not __proto__, constructor or prototype.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { name: string }) => `'${a.name}' can't be a property name.`,
  ),
  'schema/required-undeclared': languageError(
    {
      summary: "A name under 'required' is not among the properties.",
      why: 'No call could ever satisfy a closed schema that requires what it does not know.',
      fix: "Declare it under 'properties', or remove it from 'required'.",
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(
        `'${a.name}' is required but not among the properties.`,
        didYouMean(a.name, a.known),
        "Declare it under 'properties', or remove it from 'required'.",
      ),
  ),
  'schema/required-default': warning(
    {
      summary: 'A required property has a default.',
      why: 'A default is filled in where a property is absent, and a required one never is.',
      fix: "Remove it from 'required', or remove the default.",
    },
    (a: { name: string }) => `'${a.name}' is required, so its default is never used.`,
  ),
  'schema/bad-default': languageError(
    {
      summary: 'A default that its own schema refuses.',
      why: 'It is filled into calls after they were checked, so a handler would get what its schema excludes.',
      fix: 'Correct the default, or the schema.',
    },
    (a: { problem: string }) => `This default does not fit its schema: ${a.problem}.`,
  ),
  'schema/bad-example': languageError(
    {
      summary: "A schema's example that the schema refuses.",
      why: 'Models copy examples; this one would be refused.',
      fix: 'Correct the example, or the schema.',
    },
    (a: { problem: string }) => `This example does not fit its schema: ${a.problem}.`,
  ),
  'schema/repeated-value': languageError(
    {
      summary: 'An enum lists the same value twice.',
      why: 'Validators and code generators of clients refuse an enum with equal values.',
      fix: 'Remove one.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { value: string }) => `${a.value} is listed twice.`,
  ),
  'schema/mixed-enum': languageError(
    {
      summary: 'An enum mixes values of several types.',
      why: 'OpenAPI 3.0 and the function schemas of models give an enum one type.',
      fix: "List values of one type (null may join them), or use 'anyOf' with one schema per type.",
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { types: readonly string[] }) => `This enum mixes ${a.types.join(' and ')}.`,
  ),
  'schema/impossible-value': languageError(
    {
      summary: 'A listed value that the rest of the schema refuses.',
      why: 'No value could ever be it: a model that picks it is told it is wrong.',
      fix: 'Correct the value, or the type and bounds beside it.',
    },
    (a: { value: string; problem: string }) => `${a.value} is listed but can never be accepted: ${a.problem}.`,
  ),
  'schema/bad-bounds': languageError(
    {
      summary: 'Two bounds leave no value between them.',
      why: 'No value could ever be accepted.',
      fix: 'Swap them, or widen one.',
    },
    (a: { low: string; high: string }) => `No value lies between '${a.low}' and '${a.high}'.`,
  ),
  'schema/bad-pattern': languageError(
    {
      summary: 'A pattern that is not a regular expression.',
      why: 'All five places a pattern lands in read it as ECMA-262 does with the u flag.',
      fix: 'Patterns are ECMA-262 with the u flag.',
    },
    (a: { problem: string }) => `This is not a regular expression: ${a.problem}.`,
  ),
  'schema/catastrophic-pattern': languageError(
    {
      summary: 'A pattern that can take a time that explodes with the length of the text.',
      why: 'One hostile argument of some thirty characters would keep the server busy for minutes.',
      fix: 'Let no two repetitions match the same text: (a+)+ becomes a+. Bound the text with maxLength.',
    },
    (a: { problem: string }) => `This pattern ${a.problem}.`,
  ),
  'schema/unbounded-pattern': warning({
    summary: 'A pattern on a text without maxLength.',
    why: 'The pattern is tried on a text of any length that fits the body.',
    fix: "Add 'maxLength:'.",
  }),
  'schema/unbounded': warning(
    {
      summary: 'A text, list or number in an input without bounds.',
      why: 'Models make arguments up; bounds are what keeps a wild one out of the handler, and tell the model what is sensible.',
      fix: "Add 'maxLength:' to a text, 'maxItems:' to a list, 'minimum:' and 'maximum:' to a number.",
    },
    (a: { what: string; add: string }) => textOr(`This ${a.what} has no bound.`, `Add ${a.add}.`, ''),
  ),
  'schema/nested-union': warning(
    {
      summary: 'A oneOf or anyOf below the root.',
      why: 'Clients are fragile here: function schemas of models flatten or refuse unions.',
      fix: 'Use one object with optional properties, or one tool per form.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { keyword: string }) => `Clients are fragile with '${a.keyword}'.`,
  ),
  'schema/unmergeable': languageError(
    {
      summary: 'The members of an allOf can not be merged into one object.',
      why: 'Clients read allOf unevenly, and none at the root, so it is written out as the one object it means.',
      fix: 'Write the object out, without allOf.',
      protects: ['ChatGPT'],
    },
    (a: { problem: string }) => `These allOf members can't be merged: ${a.problem}.`,
  ),
};
