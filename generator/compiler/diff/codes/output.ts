import { importAgain, major, minor, oldSchemaRefuses } from '../page.js';

const unexpected = 'Callers that hold answers against the former document, or generate code from it, fail on them.';
const handlersMayAnswer = 'Nothing to do: the handler may answer more.';

/** What callers receive. Whatever the new contract may answer and the old one refuses is major. */
export const outputCodes = {
  'change/output-property-removed': major('A result no longer has a property.', {
    rest: 'Callers that read it find nothing.',
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: 'The handler may no longer answer it.',
    models: 'What it told can no longer be found out.',
  }),
  'change/output-maybe-absent': major('A property of a result may be absent now.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: handlersMayAnswer,
  }),
  'change/output-type': major('A result has another type.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: 'The handler has to answer another type.',
  }),
  'change/output-values-added': major('A result may have a value that was not listed.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: handlersMayAnswer,
  }),
  'change/output-bound-loosened': major('A bound of a result is looser.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: handlersMayAnswer,
  }),
  'change/output-pattern': major('A text of a result follows another pattern, or none.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: 'Answers are held against the new pattern.',
  }),
  'change/output-format': major('A text of a result is of another format, or of none.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: 'Answers are held against the new format.',
  }),
  'change/output-null': major('A result may be null now.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: handlersMayAnswer,
  }),
  'change/output-opened': major('A result may have more properties beyond those it names.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: handlersMayAnswer,
  }),
  'change/output-alternative-added': major('A result may be a further alternative.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: handlersMayAnswer,
  }),
  'change/output-property-added-to-closed': major('A result that was closed has a further property.', {
    rest: unexpected,
    mcp: oldSchemaRefuses,
    chatgpt: importAgain,
    handlers: 'The handler may, or has to, answer it.',
  }),
  'change/output-property-added': minor('A result has a further property.', {
    rest: 'Nothing to do.',
    mcp: 'Clients know it once they list the tools again.',
    chatgpt: 'ChatGPT knows it once the document is imported again.',
    handlers: 'The handler may, or has to, answer it.',
  }),
  'change/output-narrowed': minor('A result says less than before: each was possible before.', {
    rest: 'Nothing to do.',
    mcp: 'Nothing to do.',
    chatgpt: 'Nothing to do.',
    handlers: 'What the handler answered before may be refused now.',
  }),
  'change/output-kind': major('A tool answers with content blocks instead of a structure, or the other way round.', {
    rest: 'The answer has another shape.',
    mcp: 'structuredContent and outputSchema come or go.',
    chatgpt: importAgain,
    handlers: 'The handler has to answer otherwise.',
    models: 'The result reads otherwise.',
  }),
} as const;
