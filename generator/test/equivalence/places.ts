import type { JsonSchema } from '../../runtime/contract.js';
import type { SpecSchema } from './schemas.js';

/** Counts which keywords of the subset stood in which place. */

export const places = ['property', 'item', 'additionalProperties', 'member', 'named'] as const;
export type Place = (typeof places)[number];

export const everyKeyword = (
  '$ref additionalProperties allOf anyOf const default deprecated description enum examples exclusiveMaximum ' +
  'exclusiveMinimum format items maxItems maxLength maxProperties maximum minItems minLength minProperties minimum ' +
  'multipleOf oneOf pattern properties required title type uniqueItems'
).split(' ');

export type Seen = Readonly<Record<Place, Set<string>>>;

export function nothingSeen(): Seen {
  return {
    property: new Set(),
    item: new Set(),
    additionalProperties: new Set(),
    member: new Set(),
    named: new Set(),
  };
}

/** Notes the keywords of a schema that stands at `place` (a tool's root is none), and of those within. */
export function note(schema: SpecSchema, place: Place | undefined, seen: Seen): void {
  if (place !== undefined) for (const keyword of Object.keys(schema)) seen[place].add(keyword);
  for (const property of Object.values(schema.properties ?? {})) note(property, 'property', seen);
  if (schema.items !== undefined) note(schema.items, 'item', seen);
  if (typeof schema.additionalProperties === 'object') note(schema.additionalProperties, 'additionalProperties', seen);
  const members: readonly JsonSchema[] = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  for (const member of members) note(member, 'member', seen);
}
