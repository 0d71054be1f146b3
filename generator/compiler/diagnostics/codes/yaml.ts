import { languageError } from '../message.js';

/** What a text must be before it is a spec. */
export const yamlCodes = {
  'yaml/too-large': languageError(
    {
      summary: 'The file is larger than 16 MiB.',
      why: 'Parsing takes memory many times the size of the text; no hand-written spec comes near.',
      fix: 'Split the service into several specs.',
    },
    (a: { bytes: number; most: number }) => `The spec has ${a.bytes} bytes; at most ${a.most} are read.`,
  ),
  'yaml/not-utf8': languageError({
    summary: 'The file is not UTF-8 text.',
    why: 'Read in another encoding, names and texts would silently change.',
    fix: 'Save it as UTF-8.',
  }),
  'yaml/too-deep': languageError(
    {
      summary: 'Nesting goes deeper than 64 levels.',
      why: 'Deep nesting can exhaust the parser, and no client reads a schema that deep.',
      fix: "Flatten it: move inner shapes under 'schemas' and refer to them.",
    },
    (a: { most: number }) => `Nesting goes deeper than ${a.most} levels.`,
  ),
  'yaml/too-many': languageError(
    {
      summary: 'The spec has too many YAML tokens or lines, or one value or key is too long.',
      why: 'Each token takes far more memory than its text; no hand-written spec comes near the limit.',
      fix: 'Split the service into several specs.',
    },
    (a: { most: number; what: string }) => `The spec has more than ${a.most} ${a.what}.`,
  ),
  'yaml/syntax': languageError(
    {
      summary: 'The text is not YAML 1.2.',
      why: 'What follows the first such error can not be trusted, so only that one is shown.',
      fix: 'Look for a missing space after a colon, a quote left open, or uneven indentation.',
    },
    (a: { problem: string }) => `YAML: ${a.problem}.`,
  ),
  'yaml/several-documents': languageError({
    summary: 'A spec is one YAML document.',
    why: 'A second document would be read by nobody.',
    fix: "Remove the line of '---' or '...' and what follows.",
  }),
  'yaml/directive': languageError({
    summary: 'YAML directives (%) are not part of the language.',
    why: 'A directive changes what the rest of the text means: under %YAML 1.1 the word yes is true.',
    fix: 'Remove the line; a spec is YAML 1.2.',
  }),
  'yaml/tab': languageError({
    summary: 'A tab character.',
    why: 'YAML refuses tabs as indentation, and elsewhere nobody can see them.',
    fix: 'Indent and separate with spaces.',
  }),
  'yaml/control-character': languageError(
    {
      summary: 'An invisible control or bidirectional character.',
      why: 'Such characters hide text from the people who review a spec, while a model still reads it.',
      fix: 'Delete it; it can hide text from readers.',
    },
    (a: { codePoint: string }) => `The invisible character ${a.codePoint} is not allowed.`,
  ),
  'yaml/anchor': languageError({
    summary: 'Anchors are not part of the language.',
    why: 'An anchor and its aliases can multiply into a text of any size.',
    fix: "Put shared shapes under 'schemas' and use $ref.",
  }),
  'yaml/alias': languageError({
    summary: 'Aliases are not part of the language.',
    why: 'Aliases of aliases can multiply into a text of any size.',
    fix: "Put shared shapes under 'schemas' and use $ref.",
  }),
  'yaml/merge-key': languageError({
    summary: 'Merge keys (<<) are not part of the language.',
    why: 'YAML 1.2 dropped them, and parsers disagree on what they mean.',
    fix: 'Write the keys out.',
  }),
  'yaml/tag': languageError({
    summary: 'YAML tags are not part of the language.',
    why: 'A tag turns plain data into something a parser has to construct.',
    fix: 'Remove the tag; quote the value to make it text.',
  }),
  'yaml/duplicate-key': languageError(
    {
      summary: 'A key appears twice in one map.',
      why: 'Parsers keep one of the two in silence, and not all the same one.',
      fix: 'Keep one of them.',
    },
    (a: { key: string }) => `The key '${a.key}' appears twice here.`,
  ),
  'yaml/key-not-text': languageError({
    summary: 'A key must be text.',
    why: 'Every key ends up as the name of a JSON property, which is text.',
    fix: 'Put the key in quotes.',
  }),
  'yaml/number-out-of-range': languageError({
    summary: 'This number has no exact JSON form.',
    why: 'JavaScript and most JSON readers hold whole numbers exactly only within plus or minus 2^53.',
    fix: 'Use a finite number; integers lie within plus or minus 2^53.',
  }),
};
