import { isRecord } from '../../../../runtime/schema/equality.js';
import { at, type Operation } from '../../gather/operations.js';

type Fields = Readonly<Record<string, unknown>>;

/** A schema and where it stands, such as `POST /tools/search body/items`. */
export interface Placed {
  readonly place: string;
  readonly schema: Fields;
}

const unions = ['oneOf', 'anyOf', 'allOf'] as const;

/** A schema and all below it. References are not followed: what they name is walked where it stands. */
export function* schemasIn(value: unknown, place: string): Generator<Placed> {
  if (!isRecord(value)) return;
  yield { place, schema: value };
  for (const key of ['items', 'additionalProperties', 'not', 'contains'])
    yield* schemasIn(value[key], `${place}/${key}`);
  for (const key of [...unions, 'prefixItems']) {
    const parts = value[key];
    if (Array.isArray(parts))
      for (const [index, part] of parts.entries()) yield* schemasIn(part, `${place}/${key}/${index}`);
  }
  for (const key of ['properties', 'patternProperties', '$defs', 'definitions']) {
    for (const [name, part] of Object.entries(isRecord(value[key]) ? value[key] : {})) {
      yield* schemasIn(part, `${place}/${name}`);
    }
  }
}

/** Every schema of a document: in parameters, bodies, answers and components. */
export function* documentSchemas(document: Fields, operations: readonly Operation[]): Generator<Placed> {
  for (const { place, parameters, fields } of operations) {
    for (const parameter of parameters)
      yield* schemasIn(at(parameter, 'schema'), `${place} parameter ${String(at(parameter, 'name'))}`);
    yield* contentSchemas(at(fields, 'requestBody'), `${place} body`);
    const responses = fields['responses'];
    for (const [status, response] of Object.entries(isRecord(responses) ? responses : {})) {
      yield* contentSchemas(response, `${place} answer ${status}`);
    }
  }
  const components = at(document, 'components', 'schemas');
  for (const [name, schema] of Object.entries(isRecord(components) ? components : {})) yield* schemasIn(schema, name);
}

function* contentSchemas(value: unknown, place: string): Generator<Placed> {
  const content = at(value, 'content');
  for (const media of Object.values(isRecord(content) ? content : {})) yield* schemasIn(at(media, 'schema'), place);
}

/** The unions at the root of a schema. */
export function rootUnions(schema: unknown): readonly string[] {
  return unions.filter((key) => at(schema, key) !== undefined);
}

/** Whether a schema is for this type, alone or among others. */
export function isOfType(schema: Fields, type: string): boolean {
  const { type: types } = schema;
  return types === type || (Array.isArray(types) && types.includes(type));
}
