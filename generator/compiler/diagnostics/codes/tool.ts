import { didYouMean } from '../did-you-mean.js';
import { clientError, languageError, textOr, warning } from '../message.js';

/** Names of tools, and what a tool refers to. */
export const toolCodes = {
  'tool/bad-name': languageError(
    {
      summary: 'A name that a tool can not have.',
      why: 'One tool with a name outside `^[a-zA-Z0-9_-]{1,64}$` makes Claude drop the whole list; the name is also a file and an identifier.',
      fix: 'Start with a lower-case letter; then lower-case letters, digits and _, up to 64.',
      protects: ['Claude', 'ChatGPT'],
    },
    (a: { name: string }) => `'${a.name}' is not a name for a tool.`,
  ),
  'tool/reserved-name': languageError(
    {
      summary: "A tool's name is reserved.",
      why: 'The name becomes a file and an identifier: words of TypeScript, device names of Windows and names that generated code uses would not compile, or not check out.',
      fix: 'Choose another name, such as one with a verb and a noun.',
    },
    (a: { name: string; why: string }) => `A tool can't be called '${a.name}': ${a.why}.`,
  ),
  'tool/name-collision': languageError(
    {
      summary: 'Two tools have names that become the same.',
      why: 'On disks that ignore case, and as camelCase identifiers, the two would be one.',
      fix: 'Make them differ in more than case and underscores.',
    },
    (a: { name: string; other: string }) => `'${a.name}' and '${a.other}' become the same name in code or on disk.`,
  ),
  'tool/retrieval-shape': warning(
    {
      summary: "A tool called 'search' or 'fetch' does not have the shape that ChatGPT's retrieval calls.",
      why: 'ChatGPT takes tools of these two names for its own retrieval: search {query} -> {results: [{id, title, url}]} and fetch {id} -> {id, title, text, url}. Another shape is called wrongly or not at all.',
      fix: "Give it that shape, or name it by what it finds, such as 'search_orders'.",
      protects: ['ChatGPT'],
    },
    (a: { name: string; wants: string }) => `ChatGPT's retrieval calls '${a.name}' as ${a.wants}; this one differs.`,
  ),
  'tool/unknown-error': languageError(
    {
      summary: 'A tool names an error that is not declared.',
      why: "Its status and message come from the declaration under 'errors'.",
      fix: "Declare it under 'errors'.",
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(`The error '${a.name}' is not declared.`, didYouMean(a.name, a.known), "Declare it under 'errors'."),
  ),
  'tool/unknown-property': languageError(
    {
      summary: 'The idempotency key is not a property of the input.',
      why: 'The server looks for the key among the arguments.',
      fix: 'Declare it under the properties of the input.',
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(
        `The input has no property '${a.name}'.`,
        didYouMean(a.name, a.known),
        'Declare it under the properties of the input.',
      ),
  ),
  'tool/example-needs-one': languageError({
    summary: "An example has an input, and either an 'output' or an 'error'.",
    why: 'An example is a call and what it answers; generated tests run it.',
    fix: "Keep 'output' or 'error', not both and not neither.",
  }),
  'tool/bad-example': languageError(
    {
      summary: "An example's input or output does not fit the tool's schema.",
      why: 'Examples stand in the documents, where models learn from them, and are run by the generated tests.',
      fix: 'Correct the example, or the schema.',
    },
    (a: { side: string; problem: string }) => `The ${a.side} of this example does not fit its schema: ${a.problem}.`,
  ),
  'secret/sensitive-property': clientError(
    {
      summary: 'A property asks for, or shows, a card number, a password or another secret.',
      why: 'What goes through a tool goes through a model, its logs and its history. Card numbers never may; secrets should not.',
      fix: "Take a provider's token or a handle instead of the secret itself.",
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { name: string; what: string }) => `'${a.name}' looks like ${a.what}.`,
  ),
};
