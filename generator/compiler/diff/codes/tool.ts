import { importAgain, major, minor, patch } from '../page.js';

const consentAgain = 'Import the document again; users are asked for consent again.';
const forbidden = 'Callers without it are answered 403.';

/** The tools: which there are, who may call them, and what they do to the world. */
export const toolCodes = {
  'change/tool-removed': major('A tool is gone.', {
    rest: 'Calls are answered 404.',
    mcp: 'Calls made from a cached tools/list are answered with an unknown tool.',
    chatgpt: importAgain,
    handlers: 'The handler is an orphan: npm run generate -- --prune moves it out of the build.',
    models: 'What it did can no longer be done.',
  }),
  'change/tool-renamed': major('A tool has another name.', {
    rest: 'Calls to the former name are answered 404.',
    mcp: 'Calls made from a cached tools/list are answered with an unknown tool.',
    chatgpt: importAgain,
    handlers: 'npm run generate carries the handler over.',
    models: 'Instructions that name the tool have to name it anew.',
  }),
  'change/tool-added': minor('A tool is new.', {
    rest: 'Nothing to do.',
    mcp: 'Clients see it once they list the tools again.',
    chatgpt: 'ChatGPT sees it once the document is imported again.',
    handlers: 'A stub is written, to be filled in.',
    models: 'There is one tool more to choose from.',
  }),
  'change/tool-hidden': major('A tool is no longer served on a surface.', {
    rest: 'Calls over a surface that lost it are answered 404.',
    mcp: 'Calls over a surface that lost it are answered with an unknown tool.',
    chatgpt: importAgain,
  }),
  'change/tool-exposed': minor('A tool is served on a further surface.', {
    rest: 'Nothing to do.',
    mcp: 'Clients see it once they list the tools again.',
    chatgpt: 'ChatGPT sees it once the document is imported again.',
  }),
  'change/tool-deprecated': minor('What is said of the end of a tool has changed.', {
    rest: 'Plan the move to what replaces it.',
    chatgpt: importAgain,
    handlers: 'Nothing to do until it is removed.',
  }),
  'change/effect-raised': major('A tool does more to the world than it said.', {
    mcp: 'Clients that call it without asking, by its old hints, have to ask now.',
    chatgpt: consentAgain,
    models: 'The hints tell the model to be more careful with it.',
  }),
  'change/effect-lowered': minor('A tool does less to the world than it said.', {
    mcp: 'Clients may stop asking before they call it.',
    chatgpt: importAgain,
    models: 'The hints tell the model to be less careful with it.',
  }),
  'change/retry-unsafe': major('The same call twice may act twice now, or by another key.', {
    rest: 'Callers that try again may act twice.',
    mcp: 'Clients that try again, by the old idempotentHint or key, may act twice.',
    chatgpt: importAgain,
    handlers: 'What the handler does about repeated calls has to fit.',
  }),
  'change/retry-safe': minor('The same call twice acts once now.', {
    mcp: 'Clients may try again without asking once they list the tools again.',
    handlers: 'The handler has to see to it.',
  }),
  'change/confirm': minor('ChatGPT asks the user where it did not, or the other way round.', {
    chatgpt: importAgain,
  }),
  'change/open-world': minor('A tool reaches beyond your own systems now, or no longer.', {
    mcp: 'Clients may ask otherwise before they call it.',
    models: 'The hint tells the model how far to trust its results.',
  }),
  'change/access-closed': major('A public tool needs a sign-in now.', {
    rest: 'Calls without a token are answered 401.',
    mcp: 'Clients without a token are asked to sign in.',
    chatgpt: consentAgain,
    handlers: 'The caller is a person or an application, and no longer anonymous.',
  }),
  'change/access-opened': minor('A tool can be called without a sign-in now.', {
    rest: 'Nothing to do.',
    mcp: 'Nothing to do.',
    chatgpt: importAgain,
    handlers: 'The caller may be anonymous.',
  }),
  'change/scope-added': major('A tool needs a further scope.', {
    rest: forbidden,
    mcp: 'Clients are told insufficient_scope, and have to sign in again.',
    chatgpt: consentAgain,
  }),
  'change/scope-removed': minor('A tool needs a scope less.', {
    rest: 'More callers may call.',
    mcp: 'More callers may call.',
    chatgpt: importAgain,
  }),
  'change/callers-narrowed': major('Callers of a kind may no longer call a tool, or need a further role.', {
    rest: forbidden,
    mcp: 'They are answered with an error.',
    handlers: 'Nothing to do.',
  }),
  'change/callers-widened': minor('Callers of a further kind may call a tool, or need a role less.', {
    rest: 'More callers may call.',
    mcp: 'More callers may call.',
    handlers: 'The caller may be of another kind.',
  }),
  'change/error-added': minor('A tool may answer with a further error.', {
    rest: 'Callers meet a code, and maybe a status, that they do not know.',
    mcp: 'Clients meet a code that they do not know.',
    chatgpt: importAgain,
    handlers: 'The handler may throw it.',
  }),
  'change/error-removed': minor('A tool no longer answers with an error.', {
    rest: 'Nothing to do.',
    mcp: 'Nothing to do.',
    chatgpt: importAgain,
    handlers: 'A handler that still throws it does not compile.',
  }),
  'change/error-status': major('An error has another HTTP status.', {
    rest: 'Callers that go by the status take it for another.',
    mcp: 'The status in the problem is another.',
    chatgpt: importAgain,
  }),
  'change/limit-tightened': minor('A tool has less time, may be called less often, or may answer less.', {
    rest: 'Calls that used the room are answered 429, 500 or 504.',
    mcp: 'Calls that used the room are answered with an error.',
    chatgpt: 'Calls that used the room are answered with an error.',
    handlers: 'The handler has to keep within it.',
  }),
  'change/limit-loosened': patch('A tool has more time, may be called more often, or may answer more.', {
    rest: 'Callers may wait longer for an answer, or read a longer one.',
    mcp: 'Clients may wait longer for an answer, or read a longer one.',
    handlers: 'Nothing to do.',
  }),
} as const;
