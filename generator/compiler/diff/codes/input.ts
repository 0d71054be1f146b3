import { importAgain, listAgain, major, minor, patch } from '../page.js';

const refused = (what: string) => `${what} are answered 400.`;
const handlersReceiveLess = 'Nothing to do: the handler receives less than it is ready for.';

/** What callers send. Whatever the old contract accepted and the new one refuses is major. */
export const inputCodes = {
  'change/input-property-removed': major('An input no longer has a property.', {
    rest: refused('Calls that send it'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'The property is gone from the input type.',
    models: 'What it stood for can no longer be asked for.',
  }),
  'change/input-required': major('A property of an input has to be sent now.', {
    rest: refused('Calls that leave it out'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'The property is always there in the input type.',
  }),
  'change/input-type': major('An input takes another type.', {
    rest: refused('Calls that send a value of the former type'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'The input type changes.',
  }),
  'change/input-values-removed': major('An input no longer takes a listed value.', {
    rest: refused('Calls that send it'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'The value is gone from the input type.',
    models: 'Requests for it come to nothing.',
  }),
  'change/input-bound-tightened': major('A bound of an input is tighter.', {
    rest: refused('Calls with values beyond it'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: handlersReceiveLess,
  }),
  'change/input-pattern': major('A text of an input has to match another pattern.', {
    rest: refused('Calls with texts that only the former pattern matches'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: handlersReceiveLess,
  }),
  'change/input-format': major('A text of an input has to be of another format.', {
    rest: refused('Calls with texts of the former format'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: handlersReceiveLess,
  }),
  'change/input-null-refused': major('An input no longer takes null.', {
    rest: refused('Calls that send null'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'null is gone from the input type.',
  }),
  'change/input-closed': major('An input takes fewer properties beyond those it names, or none.', {
    rest: refused('Calls that send others'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'The index signature of the input type changes.',
  }),
  'change/input-alternative-removed': major('An input no longer takes one of its alternatives.', {
    rest: refused('Calls that send it'),
    mcp: listAgain,
    chatgpt: importAgain,
    handlers: 'The union in the input type changes.',
  }),
  'change/input-default': major('What is filled in for an absent input has changed, or is no longer.', {
    rest: 'The same call means something else.',
    mcp: 'The same call means something else.',
    chatgpt: 'The same call means something else; the imported document shows the former default.',
    handlers: 'The handler receives another value, or none.',
  }),
  'change/input-default-added': minor('An absent input is filled in now.', {
    rest: 'Calls that leave it out are given the default.',
    mcp: 'Calls that leave it out are given the default.',
    chatgpt: importAgain,
    handlers: 'The property is always there in the input type.',
  }),
  'change/input-property-added': minor('An input has a further property, which may be left out.', {
    rest: 'Nothing to do.',
    mcp: 'Clients see it once they list the tools again.',
    chatgpt: 'ChatGPT sends it once the document is imported again.',
    handlers: 'The input type has a further property.',
  }),
  'change/input-widened': minor('An input takes more than before.', {
    rest: 'Nothing to do.',
    mcp: 'Clients make use of it once they list the tools again.',
    chatgpt: 'ChatGPT makes use of it once the document is imported again.',
    handlers: 'The handler receives values that it did not before.',
  }),
  'change/schema-name': patch('A shared schema has another name, or is written out.', {
    rest: 'Code generated from the document names its types otherwise.',
    handlers: 'Types imported by the name of the schema are called otherwise.',
  }),
} as const;
