const codeOf = (character: string) => character.charCodeAt(0);

/** The codes of the characters that mean something where they stand. */
export const lineFeed = codeOf('\n');
export const carriageReturn = codeOf('\r');
export const space = codeOf(' ');
export const doubleQuote = codeOf('"');
export const singleQuote = codeOf("'");
export const backslash = codeOf('\\');
export const numberSign = codeOf('#');
export const comma = codeOf(',');
export const dash = codeOf('-');
export const colon = codeOf(':');
export const openList = codeOf('[');
export const closeList = codeOf(']');
export const openMap = codeOf('{');
export const closeMap = codeOf('}');

export const codesOf = (characters: string): ReadonlySet<number> => new Set([...characters].map(codeOf));
