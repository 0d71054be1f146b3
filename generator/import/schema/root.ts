import { isRecord } from '../../runtime/schema/equality.js';
import { at, entriesAt, listAt, pointer } from '../json.js';
import type { Lose } from '../losses.js';
import { mergeAllOf } from './merge.js';
import { createScope } from './scope.js';

const most = 40;

/** A schema for the root of an input or output: a union of objects there becomes one object, anything else stays as it is. */
export function mergedRoot(
  written: unknown,
  place: string,
  { root, lose }: { readonly root: unknown; readonly lose: Lose },
): unknown {
  const scope = createScope(root, 'input', () => {});
  const reached = scope.find(written, place, []);
  if (reached === undefined) return written;
  const found = mergeAllOf(reached, scope);
  const keyword = (['oneOf', 'anyOf'] as const).find((key) => listAt(found.schema, key).length > 0);
  if (keyword === undefined) return written;
  const members = listAt(found.schema, keyword)
    .slice(0, most)
    .flatMap((member, index) => {
      const part = scope.find(member, pointer(found.at, keyword, index), found.trail);
      return part === undefined ? [] : [mergeAllOf(part, scope).schema];
    })
    .filter((member) => at(member, 'type') !== 'null');
  const isObject = (member: unknown) => at(member, 'type') === 'object' || isRecord(at(member, 'properties'));
  const restricts = (member: unknown) => at(member, 'type') === undefined && Array.isArray(at(member, 'required'));
  if (members.length === 0 || !members.every((member) => isObject(member) || restricts(member))) return written;
  if (!members.some(isObject) && !isObject(found.schema)) return written;
  lose('schema/union-merged', pointer(found.at, keyword), `${members.length} members`);
  const { [keyword]: _members, ...own } = found.schema;
  const properties = [...members.flatMap((member) => entriesAt(member, 'properties')), ...entriesAt(own, 'properties')];
  const [first, ...rest] = members.map((member) => listAt(member, 'required'));
  const shared = (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
  return {
    ...own,
    type: 'object',
    properties: unionOfEach(properties),
    required: [...listAt(own, 'required'), ...shared],
  };
}

/** Of each name one schema: a union where the members differ. */
function unionOfEach(properties: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const found = new Map<string, unknown[]>();
  for (const [name, schema] of properties) {
    const before = found.get(name) ?? [];
    const text = JSON.stringify(schema);
    if (!before.some((each) => JSON.stringify(each) === text)) found.set(name, [...before, schema]);
  }
  return Object.fromEntries(
    [...found].map(([name, schemas]) => [name, schemas.length === 1 ? schemas[0] : { anyOf: schemas }]),
  );
}
