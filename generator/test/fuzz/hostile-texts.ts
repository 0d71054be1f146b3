/** Texts that would end a comment, a string, a line, a template or a tag, or that objects treat as special. */
export const hostileTexts = [
  '*/ globalThis.pwned = 1 /*',
  '*\\/',
  '/* a */',
  '//',
  "'; globalThis.pwned = 1; '",
  '"; globalThis.pwned = 1; "',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the point
  '`${globalThis.pwned = 1}`',
  '`',
  '\\',
  '\\"',
  "\\'",
  '</script><script>alert(1)</script>',
  '<!--',
  '-->',
  '{{{x}}} {{lit x}} {{#each tools}}',
  '\\u002a/ x',
  'a\nb',
  'a\r\nb\n\n * c',
  '\n',
  ' ',
  '@deprecated',
  '@example */',
  '#!',
  '__proto__',
  'constructor',
  'toString',
  'inherited:toString',
  '#/schemas/Money',
  '/// <reference path="x" />',
  '// @ts-nocheck',
  '😀',
  '👩‍👩‍👧',
  'e\u0301',
  '\uFDFA',
  'null',
  '$&',
  "$'",
  '%s %d',
  '~1~0/',
] as const;

/** Texts that no one sees: refused where people or models read them, kept as values. */
export const hiddenTexts = ['\u200B', '\u00AD', '\u{E0041}'] as const;

/** Texts that the language refuses with a diagnostic, in every field. */
export const refusedTexts = ['\u2028', '\u2029', '\u202E', '\u2066', '\0', '\u001B[2J', '\uFEFF', '\uFFFF'] as const;
