import { didYouMean } from '../did-you-mean.js';
import { clientError, languageError, textOr, warning } from '../message.js';

/** Who may call, and how clients sign in. */
export const authCodes = {
  'auth/none': warning({
    summary: 'Everyone who reaches the server may call every tool.',
    why: 'Without auth there is no caller: no data of a person can be kept apart.',
    fix: "Declare 'auth: oauth2', or accept it with a reason.",
  }),
  'auth/several-schemes': languageError({
    summary: 'More than one way to sign in.',
    why: 'ChatGPT takes one security scheme per document.',
    fix: "Keep 'oauth2' alone.",
    protects: ['ChatGPT'],
  }),
  'auth/bad-scope-name': languageError(
    {
      summary: 'A name that a scope can not have.',
      why: 'Scopes travel in one text, separated by spaces.',
      fix: 'Use letters, digits, _ . : / and -, without spaces.',
    },
    (a: { name: string }) => `'${a.name}' is not a name for a scope.`,
  ),
  'auth/unknown-scope': languageError(
    {
      summary: 'A tool needs a scope that is not declared.',
      why: 'No client would ever ask for it, so no caller could have it.',
      fix: "Declare it under 'auth.oauth2.scopes'.",
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(
        `The scope '${a.name}' is not declared.`,
        didYouMean(a.name, a.known),
        "Declare it under 'auth.oauth2.scopes'.",
      ),
  ),
  'auth/unscoped-tool': warning({
    summary: 'An authenticated tool needs no scope.',
    why: 'Any token for this service opens it, whatever its user agreed to.',
    fix: "Add 'scopes:', or 'access: public' when anyone may call it.",
  }),
  'auth/open-with-limits': languageError(
    {
      summary: 'A tool that anyone may call names scopes, callers or roles.',
      why: 'They protect nothing there: a call without a token is let in.',
      fix: 'Remove them, or let the tool ask for a token.',
    },
    (a: { key: string; because: string }) => `'${a.key}' protects nothing: ${a.because}.`,
  ),
  'auth/unreachable-limit': languageError(
    {
      summary: 'Scopes or roles that none of the allowed callers is asked for.',
      why: 'Scopes belong to users and roles to applications; on the other kind they are never checked.',
      fix: "Add the kind of caller to 'callers', or remove the key.",
    },
    (a: { key: string; kind: string }) => `'${a.key}' is asked of ${a.kind} callers only, and 'callers' has none.`,
  ),
  'auth/unknown-placeholder': languageError(
    {
      summary: 'A placeholder that no variable fills.',
      why: 'The server could not start: nothing says which environment variable holds the value.',
      fix: "Map it under 'auth.oauth2.variables'.",
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(`No variable fills '{${a.name}}'.`, didYouMean(a.name, a.known), "Map it under 'auth.oauth2.variables'."),
  ),
  'auth/foreign-host': warning(
    {
      summary: "A sign-in URL is neither on the API's domain nor on that of a known identity provider.",
      why: "ChatGPT wants both URLs on the API's root domain, excepting Microsoft, Google and Adobe.",
      fix: "Serve sign-in under the API's domain, or accept it with a reason.",
      protects: ['ChatGPT'],
    },
    (a: { host: string; domain: string }) => `${a.host} is not under ${a.domain}.`,
  ),
  'auth/open-tenant': clientError(
    {
      summary: 'Every Microsoft tenant may sign in, and no list says which may call.',
      why: 'With `common` anyone with a Microsoft account gets a token that this server accepts.',
      fix: "List the tenants under 'tenants:', or name one tenant in the URLs.",
      protects: ['Entra'],
    },
    (a: { tenant: string }) => `The tenant '${a.tenant}' lets everyone sign in, and 'tenants' lists nobody.`,
  ),
  'auth/app-id-uri': warning(
    {
      summary: 'An Application ID URI of the form api://.',
      why: 'Since 2026 Entra refuses an MCP client (AADSTS9010010) unless the MCP URL itself is registered as an Application ID URI.',
      fix: 'Register the MCP URL as an Application ID URI too, and accept this with that as the reason; or use the https form.',
      protects: ['Entra', 'Claude'],
    },
    (a: { uri: string }) => `'${a.uri}' alone is not enough for MCP clients (AADSTS9010010).`,
  ),
};
