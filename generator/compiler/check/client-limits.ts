/** Limits of ChatGPT's importer and of what clients put in front of a model. */

/** Operations that ChatGPT imports of one document. */
export const mostActions = 30;
/** From here on it is time to plan for that limit. */
export const manyActions = 25;
/** Characters of the description of a parameter or property. */
export const mostPropertyCharacters = 700;
/** Bytes of tools/list beyond which it stands in a model's way. */
export const largeToolList = 60_000;
