import { isRecord } from '../../runtime/schema/equality.js';
import { at, entriesAt, listAt, pointer } from '../json.js';
import type { Fields, Found, Scope } from './scope.js';

const mostMembers = 200;
const notes = new Set([
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'default',
  'nullable',
  '$ref',
  'allOf',
]);

/** Writes an allOf out as the one schema it means, as far as one can. */
export function mergeAllOf(found: Found, scope: Scope): Found {
  const members = listAt(found.schema, 'allOf').slice(0, mostMembers);
  if (members.length === 0) return found;
  const merged = new Map<string, unknown>();
  const lose = () => scope.lose('schema/all-of-loosened', pointer(found.at, 'allOf'));
  const parts = members.flatMap((member, index) => {
    const part = scope.find(member, pointer(found.at, 'allOf', index), found.trail);
    return part === undefined ? [] : [mergeAllOf(part, scope)];
  });
  const { allOf: _members, ...own } = found.schema;
  for (const schema of [...parts.map((part) => part.schema), own]) addTo(merged, schema, lose);
  return {
    ...found,
    schema: Object.fromEntries(merged),
    trail: [...found.trail, ...parts.flatMap(({ trail }) => trail)],
  };
}

function addTo(merged: Map<string, unknown>, schema: Fields, lose: () => void): void {
  for (const [key, value] of Object.entries(schema)) {
    const before = merged.get(key);
    if (key === 'properties') merged.set(key, mergeProperties(before, value, lose));
    else if (key === 'required')
      merged.set(key, [...new Set([...listAt({ before }, 'before'), ...listAt({ value }, 'value')])]);
    else if (key === 'additionalProperties') {
      // A closed member would refuse what the others have.
      if (value === false) lose();
      else if (value !== true) merged.set(key, value);
    } else {
      if (before !== undefined && !notes.has(key) && JSON.stringify(before) !== JSON.stringify(value)) lose();
      merged.set(key, value);
    }
  }
}

function mergeProperties(before: unknown, after: unknown, lose: () => void): Fields {
  const properties = new Map(entriesAt({ before }, 'before'));
  for (const [name, schema] of entriesAt({ after }, 'after')) {
    const earlier = properties.get(name);
    const both =
      isRecord(earlier) && isRecord(schema) && at(earlier, '$ref') === undefined && at(schema, '$ref') === undefined;
    if (both) {
      if (
        at(earlier, 'type') !== undefined &&
        at(schema, 'type') !== undefined &&
        at(earlier, 'type') !== at(schema, 'type')
      )
        lose();
      properties.set(name, { ...earlier, ...schema });
    } else properties.set(name, schema);
  }
  return Object.fromEntries(properties);
}
