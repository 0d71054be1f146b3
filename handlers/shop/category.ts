/** The departments, as the spec names them. */
export const categories = [
  'bakery',
  'dairy',
  'drinks',
  'frozen',
  'fruit',
  'household',
  'meat',
  'pantry',
  'personal_care',
  'snacks',
  'vegetables',
] as const;

/** A department of the shop. */
export type Category = (typeof categories)[number];
