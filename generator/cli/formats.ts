/** How a command prints: for people, for programs (one JSON object on stdout), or as annotations of GitHub Actions. */
export const formats = ['pretty', 'json', 'github'] as const;
/** One of {@link formats}. */
export type Format = (typeof formats)[number];

/** How `diglot explain` prints. */
export const explainFormats = ['pretty', 'json', 'markdown'] as const;
/** One of {@link explainFormats}. */
export type ExplainFormat = (typeof explainFormats)[number];

/** How commands print whose findings have no place in a file. */
export const plainFormats = ['pretty', 'json'] as const;
/** One of {@link plainFormats}. */
export type PlainFormat = (typeof plainFormats)[number];
