import { didYouMean } from '../did-you-mean.js';
import { languageError, textOr } from '../message.js';

/** The form of the language's keys and values. */
export const specCodes = {
  'spec/unknown-key': languageError(
    {
      summary: 'A key that the language does not have.',
      why: 'A misspelt key would otherwise be dropped, and with it what it should say.',
      fix: 'Remove it, or correct its spelling.',
    },
    (a: { key: string; where: string; known: readonly string[] }) =>
      textOr(`Unknown key '${a.key}' in ${a.where}.`, didYouMean(a.key, a.known), 'Remove it.'),
  ),
  'spec/missing-key': languageError(
    {
      summary: 'A required key is missing.',
      why: 'Nothing can stand in for it: diglot does not guess titles, effects or schemas.',
      fix: 'Add the key.',
    },
    (a: { key: string; where: string }) =>
      textOr(`The key '${a.key}' is missing in ${a.where}.`, `Add '${a.key}:'.`, ''),
  ),
  'spec/wrong-type': languageError(
    {
      summary: 'A value of another type than the key takes.',
      why: 'YAML reads yes, 1.0 and 2026-01-31 as its own rules say; what a key takes is fixed.',
      fix: 'Write a value of the type named; quote it to make it text.',
    },
    (a: { want: string; got: string }) =>
      textOr(
        `This must be ${a.want}, not ${a.got}.`,
        a.want === 'text' ? 'Put it in quotes, or correct it.' : undefined,
        `Write ${a.want}.`,
      ),
  ),
  'spec/unknown-value': languageError(
    {
      summary: 'A word that is not one of the values the key takes.',
      why: 'Each of the words means something to the clients; another would mean nothing.',
      fix: 'Use one of the words allowed here.',
    },
    (a: { value: string; known: readonly string[] }) =>
      textOr(`'${a.value}' is not one of the values allowed here.`, didYouMean(a.value, a.known), ''),
  ),
  'spec/bad-text': languageError(
    {
      summary: 'A text that is empty, too long, or not of the form the key needs.',
      why: 'The documents of both clients carry it where only such a text works.',
      fix: 'Write a text of the form named.',
    },
    (a: { problem: string; help: string }) => textOr(`This text ${a.problem}.`, a.help || undefined, 'Shorten it.'),
  ),
  'spec/out-of-range': languageError(
    {
      summary: 'A number outside the range of its key.',
      why: 'Outside it the number has no effect, or not the one meant.',
      fix: 'Write a number within the range named.',
    },
    (a: { problem: string }) => `This number ${a.problem}.`,
  ),
  'spec/too-few': languageError(
    {
      summary: 'A list or map with too few entries.',
      why: 'Empty, it would say nothing, or that nothing is allowed at all.',
      fix: 'Add an entry, or remove the key where it is optional.',
    },
    (a: { least: number }) => `At least ${a.least} needed here.`,
  ),
  'spec/repeated-item': languageError(
    {
      summary: 'A list names the same thing twice.',
      why: 'The second one adds nothing; most often another was meant.',
      fix: 'Remove one.',
    },
    (a: { item: string }) => `'${a.item}' is listed twice.`,
  ),
  'spec/bad-name': languageError(
    {
      summary: 'A name with characters that a name of its kind can not have.',
      why: 'Names become file names, identifiers, JSON keys and URLs; what fits all of them is little.',
      fix: 'Use letters, digits and underscores, beginning with a letter.',
    },
    (a: { name: string; what: string; rule: string }) => textOr(`'${a.name}' is not a name for ${a.what}.`, a.rule, ''),
  ),
  'spec/language-version': languageError(
    {
      summary: 'The version of the language is not known.',
      why: 'A later language may mean other things by the same keys.',
      fix: "This diglot reads 'diglot: 1'.",
    },
    (a: { got: string }) => `Language version ${a.got} is not known.`,
  ),
};
