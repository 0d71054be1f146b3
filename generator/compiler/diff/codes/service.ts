import { major, minor, patch } from '../page.js';

/** What belongs to the whole service: where it is, who signs in and how, and what is said about it. */
export const serviceCodes = {
  'change/server-moved': major('The service is at another address.', {
    rest: 'Calls to the former address do not arrive.',
    mcp: 'Connectors have to be added anew, with the new URL.',
    chatgpt: 'Import the document from the new address; users are asked for consent again.',
  }),
  'change/sign-in-required': major('The service was open to everyone, and takes tokens now.', {
    rest: 'Calls without a token are answered 401.',
    mcp: 'Clients have to sign in.',
    chatgpt: 'Set up OAuth for the actions; users are asked for consent.',
    handlers: 'The caller is a person or an application, and no longer anonymous.',
  }),
  'change/sign-in-dropped': minor('The service takes calls without tokens now.', {
    rest: 'Nothing to do.',
    mcp: 'Nothing to do.',
    chatgpt: 'Import the document again, and take OAuth out of the actions.',
    handlers: 'Every caller is anonymous.',
  }),
  'change/sign-in-moved': major('Users sign in elsewhere, or scopes are asked for by other names.', {
    rest: 'Programs have to fetch their tokens anew.',
    mcp: 'Clients sign in again.',
    chatgpt: 'Enter the new URLs and scopes for the actions; users are asked for consent again.',
  }),
  'change/tokens-refused': major(
    'Tokens that were accepted are refused: fewer issuers, audiences, tenants or clients.',
    {
      rest: 'Their holders are answered 401.',
      mcp: 'Their holders have to sign in otherwise.',
      chatgpt: 'Calls are answered 401 where the actions use one of them.',
    },
  ),
  'change/tokens-accepted': minor('More tokens are accepted: further issuers, audiences, tenants or clients.', {
    rest: 'Nothing to do.',
    mcp: 'Nothing to do.',
    chatgpt: 'Nothing to do.',
  }),
  'change/scope-declared': minor('The service has a scope more, or a scope less.', {
    rest: 'Tokens are asked for with other scopes.',
    mcp: 'Clients ask for other scopes when they sign in.',
    chatgpt: 'Enter the new scopes for the actions; users are asked for consent again.',
  }),
  'change/deployment': patch('The port, or a variable that fills the sign-in settings, is another.', {
    handlers: 'Whoever deploys the service has to set it.',
  }),
  'change/description': patch('A text that models read has changed.', {
    rest: 'Nothing to do.',
    mcp: 'Clients see it once they list the tools again; texts kept for review have changed.',
    chatgpt: 'ChatGPT reads it once the document is imported again.',
    models: 'The model may choose and call tools otherwise: try the prompts that matter.',
  }),
  'change/presentation': patch('A text, example or grouping for people has changed.', {
    rest: 'Nothing to do.',
    mcp: 'People see it once the client lists the tools again.',
    chatgpt: 'People see it once the document is imported again.',
  }),
} as const;
