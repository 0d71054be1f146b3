import { didYouMean } from '../did-you-mean.js';
import { languageError, textOr, warning } from '../message.js';

/** The server's URL and papers, the life of a tool, and `allow`. */
export const lifecycleCodes = {
  'server/several-urls': languageError({
    summary: 'More than one server URL.',
    why: "ChatGPT's importer takes exactly one server.",
    fix: 'Write one; PUBLIC_URL replaces it at run time.',
    protects: ['ChatGPT'],
  }),
  'server/bad-url': languageError(
    {
      summary: "The server's URL is not https, names a port, or has upper-case letters in its host.",
      why: "ChatGPT refuses it: 'None of the provided servers is under the root origin'.",
      fix: 'Write https, a lower-case host, no port and no final slash. PUBLIC_URL replaces it at run time.',
      protects: ['ChatGPT'],
    },
    (a: { problem: string }) => `The server's URL ${a.problem}.`,
  ),
  'server/no-privacy-policy': warning({
    summary: 'No privacyUrl.',
    why: 'A GPT that is shared beyond its workspace needs a privacy policy, and so does a listing in a directory.',
    fix: "Add 'privacyUrl:' to 'info'.",
    protects: ['ChatGPT', 'Claude'],
  }),
  'lifecycle/no-way-on': warning({
    summary: 'A deprecated tool names neither a replacement nor a day when it ends.',
    why: 'Whoever depends on it can not plan.',
    fix: "Add 'replacedBy:' or 'sunset:'.",
  }),
  'lifecycle/unknown-replacement': languageError(
    {
      summary: 'A deprecated tool is replaced by one that does not exist, or by itself.',
      why: 'Clients are told to call it.',
      fix: 'Name another tool of this spec.',
    },
    (a: { name: string; known: readonly string[] }) =>
      textOr(`There is no other tool '${a.name}'.`, didYouMean(a.name, a.known), 'Name another tool of this spec.'),
  ),
  'lifecycle/renamed-from-existing': languageError(
    {
      summary: "'renamedFrom' names a tool that still exists.",
      why: 'Its handler file can not be carried to the new name while it is in use.',
      fix: "Remove the old tool, or remove 'renamedFrom'.",
    },
    (a: { name: string }) => `The tool '${a.name}' still exists.`,
  ),
  'allow/unknown-code': languageError(
    {
      summary: 'An allow names a code that does not exist.',
      why: 'It would accept nothing.',
      fix: 'Write the code as it was printed.',
    },
    (a: { code: string; known: readonly string[] }) =>
      textOr(`There is no diagnostic '${a.code}'.`, didYouMean(a.code, a.known), 'Write the code as it was printed.'),
  ),
  'allow/not-allowable': languageError(
    {
      summary: "An allow names one of the language's own errors.",
      why: 'Without it mended there is no meaning to compile; only warnings and rules of clients can be accepted.',
      fix: 'Mend the finding instead, and remove this line.',
    },
    (a: { code: string }) => `'${a.code}' can't be accepted: it is an error of the language itself.`,
  ),
  'allow/unused': warning(
    {
      summary: 'An allow accepts nothing.',
      why: 'What it accepted is gone; left standing, it would hide the next one.',
      fix: 'Remove it.',
    },
    (a: { code: string }) => `There is no '${a.code}' here to accept.`,
  ),
};
